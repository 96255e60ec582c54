package dev.sluice.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands. Alone it does nothing. */
@Command(
        name = "sluice",
        description = "One OpenAPI contract, three jobs: mock, edge proxy and contract validation service.",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit codes: 0 ok, 1 findings, 2 usage, settings or contract, 3 internal error."})
final class SluiceCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an internal error.")
    private boolean verbose;

    /** @param commands the commands below it */
    static CommandLine commandLine(Object... commands) {
        SluiceCommand root = new SluiceCommand();
        CommandLine commandLine = new CommandLine(root);
        for (Object command : commands) {
            commandLine.addSubcommand(command);
        }
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(SluiceCommand::refuse)
                .setExecutionExceptionHandler((exception, failed, result) -> report(exception, failed, root.verbose));
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command");
        }
    }

    private static int refuse(ParameterException exception, String[] arguments) {
        CommandLine failed = exception.getCommandLine();
        failed.getErr().println("sluice: " + exception.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(exception, failed.getErr());
        failed.getErr().println();
        failed.usage(failed.getErr());
        return ExitCode.USAGE;
    }

    private static int report(Exception exception, CommandLine failed, boolean verbose) {
        if (exception instanceof CommandException) {
            failed.getErr().println(exception.getMessage());
            return ExitCode.USAGE;
        }
        failed.getErr().println("sluice: internal error: " + exception + (verbose ? "" : " (--verbose shows more)"));
        if (verbose) {
            exception.printStackTrace(failed.getErr());
        }
        return ExitCode.INTERNAL;
    }
}
