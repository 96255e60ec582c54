package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.net.TrustedProxies;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private final BodyBudget budget = BodyBudget.of(100);

    private static Call call() {
        HttpServerRequest nobody = (HttpServerRequest) Proxy.newProxyInstance(
                BodyBudgetTest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("connection")) {
                        return null;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        return new Call(
                nobody,
                new Exchange(new Message("PUT", "/", null, MultiMap.caseInsensitiveMultiMap()), "id", 0),
                TrustedProxies.NONE);
    }

    @Test
    void givesNoMoreThanThereIs() {
        Call first = call();
        Call second = call();

        assertThat(budget.take(first, 60)).isTrue();
        assertThat(budget.take(second, 41)).isFalse();
        assertThat(budget.take(second, 40)).isTrue();
        assertThat(budget.take(first, 1)).isFalse();
    }

    @Test
    void hasItBackWhenACallEndsOnceAndForAll() {
        Call call = call();
        budget.take(call, 60);
        budget.take(call, 40);

        budget.giveBack(call);
        budget.giveBack(call);

        assertThat(budget.take(call(), 101)).isFalse();
        assertThat(budget.take(call(), 100)).isTrue();
    }
}
