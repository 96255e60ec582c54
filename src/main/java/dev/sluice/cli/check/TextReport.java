package dev.sluice.cli.check;

import dev.sluice.cli.report.Counted;
import dev.sluice.cli.report.Excerpt;
import dev.sluice.cli.report.Excerpts;
import dev.sluice.cli.report.Palette;
import dev.sluice.cli.report.Printable;
import dev.sluice.document.Fault;
import dev.sluice.document.Place;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * For people: each finding as {@code file:line:column: error: pointer: message}, the line of the document that it is
 * about, and a line that sums the document up.
 */
final class TextReport implements Report {

    private final Writer out;
    private final Palette palette;
    private int documents;

    TextReport(Writer out, boolean coloured) {
        this.out = out;
        this.palette = new Palette(coloured);
    }

    @Override
    public void add(Source source, CheckedDocument document) throws IOException {
        documents++;
        String name = palette.strong(Printable.of(document.file()));
        switch (document.outcome()) {
            case OK, FAULTY -> {
                findings(source, document);
                line(name + ": " + verdict(document));
            }
            case UNREADABLE, FAILED -> {
                for (Fault fault : document.errors()) {
                    line(name + ": " + palette.error(Printable.of(fault.message())));
                }
            }
        }
        out.flush();
    }

    private void findings(Source source, CheckedDocument document) throws IOException {
        Map<Place, Excerpt> excerpts = excerpts(source, document);
        for (Fault fault : document.errors()) {
            finding(palette.error("error"), fault, excerpts.get(fault.place()));
        }
        for (Fault fault : document.warnings()) {
            finding(palette.warning("warning"), fault, excerpts.get(fault.place()));
        }
    }

    private void finding(String level, Fault fault, @Nullable Excerpt excerpt) throws IOException {
        String pointer = fault.pointer().isEmpty() ? "" : Printable.of(fault.pointer()) + ": ";
        String via = fault.via() == null ? "" : " (via " + Printable.of(fault.via()) + ")";
        line(palette.strong(Printable.of(fault.place().toString())) + ": " + level + ": " + pointer
                + Printable.of(fault.message()) + via);
        if (excerpt != null) {
            for (String line : excerpt.lines("    ", palette)) {
                line(line);
            }
        }
    }

    private String verdict(CheckedDocument document) {
        String word = document.ok()
                ? palette.good("ok") + ", " + Counted.of(document.operations(), "operation")
                : palette.error("cannot be used");
        return word + ", " + Counted.of(document.errors().size(), "fault") + ", "
                + Counted.of(document.warnings().size(), "warning") + ", " + document.millis() + " ms";
    }

    @Override
    public void end(Totals totals) throws IOException {
        if (documents != 1) {
            line(totals.summary());
        }
        out.flush();
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write(System.lineSeparator());
    }

    /** Of the document itself; what stands in another file is named only. */
    private static Map<Place, Excerpt> excerpts(Source source, CheckedDocument document) {
        List<Place> places = Stream.concat(document.errors().stream(), document.warnings().stream())
                .map(Fault::place)
                .filter(place -> place.file().equals(document.file()))
                .toList();
        if (places.isEmpty()) {
            return Map.of();
        }
        try (Reader text = source.text()) {
            return Excerpts.read(text, places);
        } catch (IOException e) {
            // it could be read a moment ago: the findings are worth more than the lines
            return Map.of();
        }
    }
}
