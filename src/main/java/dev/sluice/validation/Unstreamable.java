package dev.sluice.validation;

/** What happens to a body that is larger than what is held of one and cannot be judged while it arrives. */
public enum Unstreamable {
    /** 413. */
    REFUSE,
    /** It passes unjudged, and is counted. */
    PASS
}
