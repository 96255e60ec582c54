package dev.sluice.mock;

/**
 * How a contract is mocked.
 *
 * @param dynamic whether answers vary and are generated, also where there is an example; a request can say otherwise
 * @param seed of everything that is generated
 * @param echo whether answers repeat what the request carries, where the contract ({@code x-sluice-mock}) does not say
 * @param security whether credentials must be there, whatever they are
 */
public record MockSettings(boolean dynamic, long seed, boolean echo, boolean security) {

    public static final MockSettings DEFAULT = new MockSettings(false, 0, false, true);
}
