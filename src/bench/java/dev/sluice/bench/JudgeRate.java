package dev.sluice.bench;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.judge.Judgement;
import dev.sluice.judge.MessageJudge;
import dev.sluice.traffic.message.TrafficEntry;
import dev.sluice.traffic.message.TrafficFile;
import dev.sluice.traffic.message.TrafficReader;
import dev.sluice.validation.UnknownParameters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many recorded messages one core judges in a second, from the bytes of NDJSON to the verdict. Arguments: the contract
 * openapi/vpcep.yaml, messages of a round, rounds. Prints for each round and each kind of message the processor time of
 * the one thread that reads and judges.
 */
public final class JudgeRate {

    private static final String ROOT = "/v1/295dacf46a4842fcbf7844dc2dc2489d/vpc-endpoint-services";
    private static final String PUT = "\"request\":{\"method\":\"PUT\",\"url\":\"" + ROOT
            + "/4189d3c2-8882-4871-a3c2-d380272eed88\",\"headers\":{"
            + "\"host\":\"127.0.0.1:8080\",\"user-agent\":\"curl/7.88.1\",\"accept\":\"*/*\","
            + "\"content-type\":\"application/json\",\"content-length\":\"145\"},\"body\":\"{\\\"approval_enabled\\\":true,"
            + "\\\"ports\\\":[{\\\"client_port\\\":8081,\\\"server_port\\\":22,\\\"protocol\\\":\\\"TCP\\\"},"
            + "{\\\"client_port\\\":8082,\\\"server_port\\\":23,\\\"protocol\\\":\\\"UDP\\\"}]}\"}";
    private static final String BROKEN = PUT.replace(":8081", ":80810");
    private static final String LIST = "\"request\":{\"method\":\"GET\",\"url\":\"" + ROOT
            + "?limit=10&offset=0&sort_key=created_at&sort_dir=desc&status=available\",\"headers\":{"
            + "\"host\":\"127.0.0.1:8080\",\"accept\":\"application/json\"}}";
    private static final String ANSWER =
            "\"response\":{\"status\":200,\"headers\":{\"content-type\":\"application/json\",\"content-length\":\"536\"},"
                    + "\"body\":\"{\\\"id\\\":\\\"4189d3c2-8882-4871-a3c2-d380272eed88\\\",\\\"status\\\":\\\"available\\\","
                    + "\\\"ports\\\":[{\\\"protocol\\\":\\\"TCP\\\",\\\"client_port\\\":8081,\\\"server_port\\\":22}],"
                    + "\\\"port_id\\\":\\\"59d73990-72c5-4123-b861-329f99264f21\\\",\\\"vpc_id\\\":\\\"84758cf5-9c62-43ae-a778-3dbd8370c0a4\\\","
                    + "\\\"service_name\\\":\\\"az.test.4189d3c2-8882-4871-a3c2-d380272eed88\\\",\\\"approval_enabled\\\":true,"
                    + "\\\"service_type\\\":\\\"interface\\\",\\\"server_type\\\":\\\"VM\\\","
                    + "\\\"project_id\\\":\\\"295dacf46a4842fcbf7844dc2dc2489d\\\",\\\"created_at\\\":\\\"2026-11-22T22:32:15Z\\\","
                    + "\\\"updated_at\\\":\\\"2026-11-22T22:34:48Z\\\"}\"}";
    private static final String TIME = "{\"time\":\"2026-11-23T10:00:00.123Z\",\"millis\":1.2,";

    private JudgeRate() {}

    public static void main(String[] arguments) throws Exception {
        ContractPlan contract = Contracts.load(Path.of(arguments[0]));
        int messages = Integer.parseInt(arguments[1]);
        MessageJudge judge = new MessageJudge(List.of(contract), UnknownParameters.ALLOW);
        Map<String, String> kinds = new TreeMap<>(Map.of(
                "put", TIME + PUT + "}\n",
                "list", TIME + LIST + "}\n",
                "broken", TIME + BROKEN + "}\n",
                "put and answer", TIME + PUT + "," + ANSWER + "}\n"));
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            for (Map.Entry<String, String> kind : kinds.entrySet()) {
                byte[] bytes = kind.getValue().repeat(messages).getBytes(StandardCharsets.UTF_8);
                boolean valid = !kind.getKey().equals("broken");
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                run(judge, bytes, valid);
                long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
                System.out.printf(
                        Locale.ROOT,
                        "%d %-14s %4d bytes: %.2f µs, %,.0f/s%n",
                        round,
                        kind.getKey(),
                        kind.getValue().length(),
                        nanos / 1e3 / messages,
                        messages * 1e9 / nanos);
            }
        }
    }

    private static void run(MessageJudge judge, byte[] bytes, boolean valid) throws IOException {
        try (TrafficReader reader = TrafficFile.open(new ByteArrayInputStream(bytes))) {
            for (TrafficEntry entry = reader.next(); entry != null; entry = reader.next()) {
                Judgement judgement = judge.judge(((TrafficEntry.Message) entry).exchange());
                if (judgement.isValid() != valid) {
                    throw new IllegalStateException("a wrong verdict: " + judgement);
                }
            }
        }
    }
}
