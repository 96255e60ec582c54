package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.exchange.Reply;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

/** The judge that the corpus asks can tell right from wrong. */
class SecondOpinionTest {

    private static final String CONTRACT = """
            {"openapi": "3.0.3", "info": {"title": "t", "version": "v"},
             "paths": {"/a": {"get": {"responses": {"200": {"$ref": "#/components/responses/Thing"}}}}},
             "components": {
               "responses": {"Thing": {"description": "d", "content": {"application/json; charset=utf-8": {
                 "schema": {"$ref": "#/components/schemas/Thing"}}}}},
               "schemas": {"Thing": {"type": "object", "required": ["id"],
                 "properties": {"id": {"type": "integer", "nullable": true}}}}}}
            """;

    @Test
    void refusesWhatBreaksTheSchemaOfItsResponse() throws DocumentException {
        ContractPlan contract = Contracts.parse("a.json", CONTRACT);
        SecondOpinion opinion = new SecondOpinion(DocumentReader.read("a.json", CONTRACT), CONTRACT);

        assertThat(opinion.judge(contract.operations().get(0), reply("{\"id\":null}")))
                .isNull();
        assertThat(opinion.judge(contract.operations().get(0), reply("{\"id\":\"x\"}")))
                .startsWith(SecondOpinion.OTHER + "type by /components/schemas/Thing/properties/id/type");
        assertThat(opinion.judge(contract.operations().get(0), reply("{}"))).contains("required");
        assertThat(opinion.judged()).isEqualTo(3);
    }

    private static Reply.Full reply(String body) {
        return new Reply.Full(200, "application/json; charset=utf-8", Buffer.buffer(body));
    }
}
