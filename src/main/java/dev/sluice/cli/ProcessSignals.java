package dev.sluice.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM, SIGINT (Ctrl-C) and SIGHUP as requests to stop. The second one ends the process at once, with status 128 and
 * the signal's number.
 *
 * <p>A shutdown hook would not do: hooks run side by side, so the one that stops the embedded Postgres would take it
 * away from the requests in flight, and the JVM would end with 143 after the cleanest stop. {@code sun.misc.Signal} is
 * exported by {@code jdk.unsupported} for this use, but the compiler warns of it in a way that cannot be switched off:
 * hence reflection.
 */
final class ProcessSignals implements StopSignal {

    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    private final CountDownLatch stop = new CountDownLatch(1);

    @Override
    public void watch() {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, this::handlerCalled);
            for (String name : NAMES) {
                handle.invoke(null, signalType.getConstructor(String.class).newInstance(name), handler);
            }
        } catch (ReflectiveOperationException e) {
            LoggerFactory.getLogger(ProcessSignals.class)
                    .warn("signals cannot be watched: SIGTERM will end the process without an ordered stop", e);
        }
    }

    @Override
    public void await() throws InterruptedException {
        stop.await();
    }

    private @Nullable Object handlerCalled(Object proxy, Method method, Object @Nullable [] arguments)
            throws ReflectiveOperationException {
        switch (method.getName()) {
            case "handle" -> signalled(arguments == null ? null : arguments[0]);
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {
                return "ProcessSignals";
            }
        }
        return null;
    }

    private void signalled(@Nullable Object signal) throws ReflectiveOperationException {
        if (signal == null || stop.getCount() > 0) {
            stop.countDown();
            return;
        }
        int number = (int) signal.getClass().getMethod("getNumber").invoke(signal);
        Runtime.getRuntime().halt(128 + number);
    }
}
