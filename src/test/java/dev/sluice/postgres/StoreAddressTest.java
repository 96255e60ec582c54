package dev.sluice.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressTest {

    @Test
    void readsEveryPart() {
        StoreAddress address = StoreAddress.parse(
                "postgresql://slu%40ice:s%2Fe+c%20ret%3A@db.example:6432/api?sslmode=verify-full&sslrootcert=%2Fca.pem");

        assertThat(address)
                .isEqualTo(new StoreAddress(
                        "db.example",
                        6432,
                        "api",
                        "slu@ice",
                        new Password("s/e+c ret:"),
                        TlsMode.VERIFY_FULL,
                        "/ca.pem"));
    }

    @Test
    void hasTheDefaultsOfPostgres() {
        StoreAddress address = StoreAddress.parse("postgres://u@[::1]/d");

        assertThat(address).isEqualTo(new StoreAddress("::1", 5432, "d", "u", new Password(""), TlsMode.PREFER, null));
    }

    @Test
    void hidesThePassword() {
        StoreAddress address = StoreAddress.parse("postgresql://u:secret@h:1/d");

        assertThat(address.toString()).isEqualTo("postgresql://u@h:1/d");
        assertThat(address.password().toString()).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "mysql://u:secret@h/d",
                "postgresql://u:sec ret@h/d",
                "postgresql://u:secret@/d",
                "postgresql://h/d",
                "postgresql://:secret@h/d",
                "postgresql://u:secret@h",
                "postgresql://u:secret@h/",
                "postgresql://u:secret@h/d/e",
                "postgresql://u:secret@h/d?sslmode=secret",
                "postgresql://u:secret@h/d?other=secret",
                "postgresql://u:%zzsecret@h/d"
            })
    void refusesWhatItCannotUseAndRepeatsNothing(String text) {
        assertThatThrownBy(() -> StoreAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: ")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}
