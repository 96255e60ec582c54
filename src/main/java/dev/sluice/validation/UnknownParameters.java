package dev.sluice.validation;

/** What happens to a query with names that its operation does not declare. */
public enum UnknownParameters {
    /** They pass; nobody looks at them. */
    ALLOW,
    /** They are a violation of the contract. Names of API keys that the contract declares are known. */
    REFUSE
}
