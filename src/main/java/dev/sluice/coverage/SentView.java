package dev.sluice.coverage;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Parameters;
import dev.sluice.exchange.Sent;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** An exchange of the data plane, as it is counted. Confined to one event loop, and used again and again. */
final class SentView implements Seen {

    private @Nullable Exchange exchange;
    private @Nullable Sent sent;

    void show(Exchange shown, Sent what) {
        exchange = shown;
        sent = what;
    }

    void forget() {
        exchange = null;
        sent = null;
    }

    private Exchange exchange() {
        if (exchange == null) {
            throw new IllegalStateException("nothing is shown");
        }
        return exchange;
    }

    private Sent sent() {
        if (sent == null) {
            throw new IllegalStateException("nothing is shown");
        }
        return sent;
    }

    @Override
    public @Nullable String query() {
        return exchange().message().query();
    }

    @Override
    public MultiMap headers() {
        return exchange().message().headers();
    }

    @Override
    public @Nullable Parameters parameters() {
        Parameters judged = exchange().parameters();
        return judged.isComplete() ? judged : null;
    }

    @Override
    public @Nullable String path(int parameter) {
        Exchange shown = exchange();
        return shown.parameters()
                .text(In.PATH, shown.operation().pathParameters().get(parameter).name());
    }

    @Override
    public @Nullable String requestType() {
        return exchange().message().contentType();
    }

    @Override
    public boolean hasRequestBody() {
        return sent().requestLength() != 0;
    }

    @Override
    public @Nullable Buffer requestBody() {
        return sent().requestBody();
    }

    @Override
    public int status() {
        return sent().status();
    }

    @Override
    public @Nullable String type() {
        CharSequence type = sent().contentType();
        return type == null ? null : type.toString();
    }

    @Override
    public boolean hasBody() {
        return sent().length() != 0;
    }

    @Override
    public @Nullable Buffer body() {
        return sent().body();
    }
}
