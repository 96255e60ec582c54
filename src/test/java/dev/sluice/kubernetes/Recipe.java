package dev.sluice.kubernetes;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the last stage of the Dockerfile says: the image that is run. */
public record Recipe(List<Instruction> instructions) {

    /** One instruction, its lines joined. */
    record Instruction(String name, String rest) {

        /** @throws io.vertx.core.json.DecodeException when a shell would be needed */
        List<String> words() {
            return new JsonArray(rest).stream().map(Object::toString).toList();
        }
    }

    public static Recipe read() {
        String text;
        try {
            text = Files.readString(Path.of("Dockerfile"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Instruction> all = Arrays.stream(text.replace("\\\n", " ").split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> new Instruction(
                        line.substring(0, line.indexOf(' ')),
                        line.substring(line.indexOf(' ') + 1).strip()))
                .toList();
        int last = 0;
        for (int i = 0; i < all.size(); i++) {
            last = all.get(i).name().equals("FROM") ? i : last;
        }
        return new Recipe(all.subList(last, all.size()));
    }

    private List<Instruction> all(String name) {
        return instructions.stream().filter(each -> each.name().equals(name)).toList();
    }

    /** The only command that is run while the image is built. */
    public List<String> rehearsal() {
        return Manifests.only(all("RUN")).words();
    }

    public List<String> entryPoint() {
        return Manifests.only(all("ENTRYPOINT")).words();
    }

    public List<String> command() {
        return Manifests.only(all("CMD")).words();
    }

    /** @throws NumberFormatException when it is a name, of which Kubernetes cannot tell whether it is root's */
    public long user() {
        return Long.parseLong(Manifests.only(all("USER")).rest().split(":", 2)[0]);
    }

    public long group() {
        return Long.parseLong(Manifests.only(all("USER")).rest().split(":", 2)[1]);
    }

    public List<Integer> ports() {
        return Arrays.stream(Manifests.only(all("EXPOSE")).rest().split(" +"))
                .map(Integer::valueOf)
                .toList();
    }

    /** Where jar, libraries and archive are. */
    public String folder() {
        return Manifests.only(all("WORKDIR")).rest();
    }
}
