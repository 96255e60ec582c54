package dev.sluice.exchange;

/** Carries a {@link Problem} in a failed {@code Future}. An outcome, not a bug: it has no stack. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.type().name(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
