package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void asksForEveryKindOfAnswerAndEnds() throws IOException, StartException {
        assertThat(Rehearsal.run()).containsExactly(200, 200, 200, 400, 400, 400, 405, 404, 200, 200, 200);
    }
}
