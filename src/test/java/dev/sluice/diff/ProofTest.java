package dev.sluice.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Node;
import dev.sluice.schema.Direction;
import dev.sluice.schema.RandomJson;
import dev.sluice.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said to be compatible is: values that were right still are. Seeded; the seed is printed. */
class ProofTest {

    private static final int PAIRS = Integer.getInteger("sluice.diff.pairs", 2_500);
    private static final int VALUES = 60;

    /** Strictly, of all values; as the command compares by default, of those that hold only what their version declares. */
    @ParameterizedTest
    @EnumSource(Undeclared.class)
    void whatIsCompatibleTakesEveryValueOfBefore(Undeclared undeclared) {
        long seed = Long.getLong("sluice.seed", 20_261_123L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<Effect, Integer> verdicts = new EnumMap<>(Effect.class);
        int accepted = 0;

        for (int i = 0; i < PAIRS; i++) {
            RandomJson json = new RandomJson(random);
            String old = schema(json.document());
            String young = Mutation.of(old, random, json);
            try {
                ContractDocuments before = SchemaPairs.contract("old.json", "3.1.0", old);
                ContractDocuments after = SchemaPairs.contract("new.json", "3.1.0", young);
                Comparison comparison = ContractDiff.between(before, after, undeclared);
                for (Side side : Side.values()) {
                    Effect effect = SchemaPairs.worst(comparison, side);
                    verdicts.merge(effect, 1, Integer::sum);
                    if (effect == Effect.COMPATIBLE) {
                        accepted += check(side, before, after, undeclared, json);
                    }
                }
            } catch (DocumentException refused) {
                // no contract at all
            }
        }

        System.out.println("verdicts " + verdicts + ", values that both accept " + accepted);
        assertThat(accepted).isGreaterThan(PAIRS);
        assertThat(verdicts).containsKeys(Effect.BREAKING, Effect.UNCLEAR, Effect.COMPATIBLE);
    }

    @Test
    void aContractDoesNotDifferFromItself() throws DocumentException {
        long seed = Long.getLong("sluice.seed", 20_261_124L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);

        for (int i = 0; i < PAIRS / 4; i++) {
            String schema = schema(new RandomJson(random).document());
            try {
                Comparison comparison = ContractDiff.between(
                        SchemaPairs.contract("old.json", "3.1.0", schema),
                        SchemaPairs.contract("new.json", "3.1.0", schema),
                        random.nextBoolean() ? Undeclared.COUNTED : Undeclared.IGNORED);

                assertThat(comparison.changes()).as(schema).isEmpty();
            } catch (DocumentException refused) {
                // no contract at all
            }
        }
    }

    static String schema(String document) {
        return document.replace("#/$defs/r", "#/components/schemas/S/$defs/r");
    }

    private static int check(
            Side side, ContractDocuments before, ContractDocuments after, Undeclared undeclared, RandomJson json) {
        Direction direction = side == Side.REQUEST ? Direction.REQUEST : Direction.RESPONSE;
        Schema narrow = SchemaPairs.schema(side == Side.REQUEST ? before : after, direction);
        Schema wide = SchemaPairs.schema(side == Side.REQUEST ? after : before, direction);
        int accepted = 0;
        for (int i = 0; i < VALUES; i++) {
            String value = json.value(3);
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            boolean meant = undeclared == Undeclared.COUNTED || DeclaredValues.holdsOnlyDeclared(value, narrow);
            if (meant && narrow.accepts(bytes, 0, bytes.length)) {
                accepted++;
                assertThat(wide.accepts(bytes, 0, bytes.length))
                        .as("%s %s of %s: from %s to %s", undeclared, side, value, text(before), text(after))
                        .isTrue();
            }
        }
        return accepted;
    }

    private static Node text(ContractDocuments contract) {
        return SchemaPairs.at(contract).node();
    }
}
