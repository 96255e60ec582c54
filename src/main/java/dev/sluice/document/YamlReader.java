package dev.sluice.document;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads one YAML 1.2 document. */
final class YamlReader {

    /**
     * Into how many pieces the text is cut at most. Whatever a scalar has is copied again with each piece of it: were the
     * pieces of one size, a long one would take time by the square of its length.
     */
    private static final int MOST_PIECES = 64;

    private static final int LEAST_PIECE = 1024;
    private static final String TAG_PREFIX = "tag:yaml.org,2002:";

    private final String file;
    private final String text;
    private final TreeBuilder tree;
    private boolean ended;
    /** Where another document begins; an empty one may. */
    private @Nullable Place second;

    private int separatingTab = -1;

    YamlReader(String file, String text, TreeBuilder tree) {
        this.file = file;
        this.text = text;
        this.tree = tree;
    }

    /** @throws DocumentException with what was found until the text could not be read on */
    void read() throws DocumentException {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(Math.max(LEAST_PIECE, text.length() / MOST_PIECES))
                .build();
        StreamReader reader = new StreamReader(settings, text);
        ParserImpl parser = new ParserImpl(settings, reader);
        Event event = next(parser, reader);
        while (event != null) {
            take(event);
            event = next(parser, reader);
        }
    }

    /**
     * Where the text could not be read on for a tab that YAML allows (1.2.2, 6.2 and 6.6): between tokens, or in an empty
     * line. The parser takes spaces only.
     *
     * @return -1 where it was anything else
     */
    int separatingTab() {
        return separatingTab;
    }

    /** The text with a space for that tab. */
    String spaced() {
        StringBuilder spaced = new StringBuilder(text);
        for (int i = separatingTab; i < spaced.length() && spaced.charAt(i) == '\t'; i++) {
            spaced.setCharAt(i, ' ');
        }
        return spaced.toString();
    }

    private void noteTab(Mark mark) {
        int at = text.offsetByCodePoints(0, mark.getIndex());
        if (at < text.length() && text.charAt(at) == '\t' && isSeparation(at)) {
            separatingTab = at;
        }
    }

    private boolean isSeparation(int tab) {
        int start = tab;
        while (start > 0 && isWhite(text.charAt(start - 1))) {
            start--;
        }
        int end = tab;
        while (end < text.length() && isWhite(text.charAt(end))) {
            end++;
        }
        boolean indents = start == 0 || text.charAt(start - 1) == '\n' || text.charAt(start - 1) == '\r';
        return !indents || end == text.length() || "\r\n#".indexOf(text.charAt(end)) >= 0;
    }

    private static boolean isWhite(char c) {
        return c == ' ' || c == '\t';
    }

    private @Nullable Event next(ParserImpl parser, StreamReader reader) throws DocumentException {
        try {
            return parser.hasNext() ? parser.next() : null;
        } catch (MarkedYamlEngineException e) {
            e.getProblemMark().ifPresent(this::noteTab);
            throw tree.stop(place(e.getProblemMark().or(e::getContextMark)), "not YAML: " + problem(e));
        } catch (ReaderException e) {
            throw tree.stop(
                    place(e.getPosition()),
                    "a character that YAML does not allow: U+%04X (expected: \"\\u%04X\" in double quotes)"
                            .formatted(e.getCodePoint(), e.getCodePoint()));
        } catch (YamlVersionException e) {
            throw tree.stop(
                    new Place(file, reader.getLine() + 1, 1),
                    "an unknown version of YAML (expected: %YAML 1.2, or none)");
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // the parser lets a NumberFormatException through where an escape is cut off
            throw tree.stop(new Place(file, reader.getLine() + 1, reader.getColumn() + 1), "not YAML");
        }
    }

    private void take(Event event) throws DocumentException {
        if (second != null) {
            if (!isNothing(event)) {
                throw tree.stop(second, "a second document (expected: one in a file)");
            }
            return;
        }
        switch (event.getEventId()) {
            case MappingStart, SequenceStart -> collection((CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> tree.end();
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> tree.alias(((AliasEvent) event).getAlias().getValue(), place(event.getStartMark()));
            case DocumentStart -> {
                if (ended) {
                    second = place(event.getStartMark());
                }
            }
            case DocumentEnd -> ended = true;
            default -> {}
        }
    }

    /** Whether this may stand behind the document: many end in {@code ---}, which begins an empty one. */
    private static boolean isNothing(Event event) {
        return switch (event.getEventId()) {
            case DocumentStart, DocumentEnd, StreamEnd, Comment -> true;
            case Scalar -> {
                ScalarEvent scalar = (ScalarEvent) event;
                yield scalar.isPlain()
                        && scalar.getValue().isEmpty()
                        && scalar.getAnchor().isEmpty()
                        && scalar.getTag().isEmpty();
            }
            default -> false;
        };
    }

    private void collection(CollectionStartEvent event) throws DocumentException {
        boolean mapping = event.getEventId() == Event.ID.MappingStart;
        Place place = place(event.getStartMark());
        String tag = event.getTag().orElse(null);
        if (tag != null && !tag.equals("!") && !tag.equals(TAG_PREFIX + (mapping ? "map" : "seq"))) {
            unknownTag(tag, place);
        }
        tree.begin(mapping, place, anchor(event));
    }

    private void scalar(ScalarEvent event) {
        Place place = place(event.getStartMark());
        String text = event.getValue();
        if (tree.awaitsKey()) {
            String anchor = anchor(event);
            if (anchor != null) {
                tree.anchorKey(anchor, new Node.Scalar(place, text, text));
            }
            tree.key(text, place);
            return;
        }
        String pooled = tree.pooled(text);
        tree.scalar(new Node.Scalar(place, value(event, pooled, place), pooled), anchor(event));
    }

    private @Nullable Object value(ScalarEvent event, String text, Place place) {
        String tag = event.getTag().orElse(null);
        boolean resolves = event.isPlain();
        if (tag != null) {
            switch (tag) {
                case TAG_PREFIX + "int", TAG_PREFIX + "float", TAG_PREFIX + "bool", TAG_PREFIX + "null" ->
                    resolves = true;
                case "!", TAG_PREFIX + "str", TAG_PREFIX + "timestamp", TAG_PREFIX + "binary" -> resolves = false;
                default -> unknownTag(tag, place);
            }
        }
        try {
            return resolves ? Scalars.resolve(text) : text;
        } catch (NumberFormatException e) {
            tree.fault(place, DocumentReader.NUMBER_FAULT);
            return text;
        }
    }

    private void unknownTag(String tag, Place place) {
        tree.warning(place, "unknown tag " + tag + " (expected: none)");
    }

    private static @Nullable String anchor(NodeEvent event) {
        return event.getAnchor().map(Anchor::getValue).orElse(null);
    }

    private static String problem(MarkedYamlEngineException e) {
        String context = e.getContext();
        return context == null || context.isEmpty() ? e.getProblem() : e.getProblem() + " " + context;
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
                .orElseGet(() -> new Place(file, 1, 1));
    }

    private Place place(int codePointIndex) {
        int end = text.offsetByCodePoints(0, Math.min(codePointIndex, text.codePointCount(0, text.length())));
        return Places.at(file, text, end);
    }
}
