package dev.sluice.cli;

/** A command cannot go on for a reason that its user can mend: the message is all there is to say. */
final class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }
}
