package dev.sluice.cli;

/** A process that says when it is ready, waits for a signal, says so and then hangs or ends with 0. */
final class SignalProbe {

    private SignalProbe() {}

    public static void main(String[] arguments) throws InterruptedException {
        ProcessSignals signals = new ProcessSignals();
        signals.watch();
        System.out.println("ready");
        signals.await();
        System.out.println("told");
        if (arguments[0].equals("hang")) {
            Thread.currentThread().join();
        }
        System.exit(0);
    }
}
