package dev.sluice.exchange;

/** Who calls, and for which projects. */
public interface Caller {

    /** Nobody in particular: may act on every project. */
    Caller ANONYMOUS = new Caller() {
        @Override
        public String name() {
            return "anonymous";
        }

        @Override
        public boolean mayActOn(String project) {
            return true;
        }
    };

    /** For logs; never a secret. */
    String name();

    boolean mayActOn(String project);
}
