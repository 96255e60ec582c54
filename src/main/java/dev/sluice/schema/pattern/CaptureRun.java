package dev.sluice.schema.pattern;

import java.util.Arrays;
import java.util.List;

/**
 * Tries the ways through a {@link CaptureProgram} one after the other, and gives up when that costs too much: what is not
 * found in time is not found. Confined to one call.
 */
final class CaptureRun {

    /** Steps for every character of the text, and some to begin with. */
    private static final long STEPS_PER_CHARACTER = 100;

    private static final long STEPS = 100_000;
    /** Of ways that are left to try, and of what they need. */
    private static final int MOST_LEFT = 1 << 22;

    /** In place of a register: the entry is a way. */
    private static final int WAY = -1;

    private final CaptureProgram program;
    private final String text;
    private final int[] registers;
    /** By threes: a way with its instruction and position, or a register and what it held before. */
    private int[] left = new int[96];

    private int top;
    private long steps;

    private CaptureRun(CaptureProgram program, String text) {
        this.program = program;
        this.text = text;
        this.registers = new int[program.registers()];
        this.steps = STEPS + STEPS_PER_CHARACTER * text.length();
    }

    static boolean isFound(CaptureProgram program, String text) {
        CaptureRun run = new CaptureRun(program, text);
        int at = 0;
        while (true) {
            Arrays.fill(run.registers, -1);
            run.top = 0;
            if (run.matches(0, at)) {
                return true;
            }
            if (at == text.length() || run.steps < 0) {
                return false;
            }
            at += Character.charCount(text.codePointAt(at));
        }
    }

    /** Whether a way from here comes to a match. All ways that were tried are gone then, what they held is not. */
    private boolean matches(int instruction, int position) {
        int bottom = top;
        int at = instruction;
        int p = position;
        while (--steps >= 0) {
            boolean goesOn = true;
            int next = at + 1;
            switch (program.kind(at)) {
                case CaptureProgram.CHARACTERS -> {
                    int read = read(program.set(program.first(at)), p, program.second(at) == 1);
                    goesOn = read >= 0;
                    p = read;
                }
                case CaptureProgram.SPLIT -> {
                    push(WAY, program.second(at), p);
                    next = program.first(at);
                }
                case CaptureProgram.JUMP -> next = program.first(at);
                case CaptureProgram.ASSERT -> goesOn = holds(Term.Assertion.values()[program.first(at)], p);
                case CaptureProgram.MARK -> set(program.first(at), p);
                case CaptureProgram.CAPTURE -> capture(program.first(at), p, program.second(at) == 1);
                case CaptureProgram.FORGET -> forget(program.first(at), program.second(at));
                case CaptureProgram.ADVANCE -> goesOn = registers[program.first(at)] != p;
                case CaptureProgram.REPEATED -> {
                    p = repeated(program.groups(program.first(at)), p, program.second(at) == 1);
                    goesOn = p >= 0;
                }
                case CaptureProgram.LOOK -> {
                    goesOn = looks(at, p);
                    next = program.first(at);
                }
                default -> {
                    return true;
                }
            }
            if (goesOn) {
                at = next;
            } else if (!back(bottom)) {
                return false;
            } else {
                at = left[top + 1];
                p = left[top + 2];
            }
        }
        return false;
    }

    private boolean looks(int at, int p) {
        int bottom = top;
        boolean found = matches(at + 1, p);
        if (found && program.second(at) == 0) {
            keepRegisters(bottom);
            return true;
        }
        while (back(bottom)) {
            // the other ways do not matter
        }
        return !found && program.second(at) == 1;
    }

    /** Takes what was tried last away, and what it changed; false where nothing is left. */
    private boolean back(int bottom) {
        while (top > bottom) {
            top -= 3;
            if (left[top] == WAY) {
                return true;
            }
            registers[left[top]] = left[top + 1];
        }
        return false;
    }

    /** Forgets the ways, so that a look is not tried again, but not what has to be undone behind it. */
    private void keepRegisters(int bottom) {
        int kept = bottom;
        for (int i = bottom; i < top; i += 3) {
            if (left[i] != WAY) {
                System.arraycopy(left, i, left, kept, 3);
                kept += 3;
            }
        }
        top = kept;
    }

    private void push(int kind, int first, int second) {
        if (top == left.length) {
            if (top > MOST_LEFT) {
                steps = 0;
                return;
            }
            left = Arrays.copyOf(left, 2 * top);
        }
        left[top] = kind;
        left[top + 1] = first;
        left[top + 2] = second;
        top += 3;
    }

    private void set(int register, int value) {
        if (registers[register] != value) {
            push(register, registers[register], 0);
            registers[register] = value;
        }
    }

    private void capture(int group, int p, boolean backward) {
        int mark = registers[program.mark(group)];
        set(CaptureProgram.start(group), backward ? p : mark);
        set(CaptureProgram.start(group) + 1, backward ? mark : p);
    }

    private void forget(int first, int last) {
        for (int group = first; group <= last; group++) {
            set(CaptureProgram.start(group), -1);
            set(CaptureProgram.start(group) + 1, -1);
        }
    }

    /** @return the position behind the code point, or -1 */
    private int read(CodePoints set, int p, boolean backward) {
        if (p == (backward ? 0 : text.length())) {
            return -1;
        }
        int point = backward ? text.codePointBefore(p) : text.codePointAt(p);
        int length = Character.charCount(point);
        return !set.contains(point) ? -1 : backward ? p - length : p + length;
    }

    /**
     * ECMA-262, BackreferenceMatcher: a group that has matched nothing is found anywhere.
     *
     * @return the position behind what is repeated, or -1
     */
    private int repeated(List<Integer> groups, int p, boolean backward) {
        for (int group : groups) {
            int start = registers[CaptureProgram.start(group)];
            if (start >= 0) {
                int length = registers[CaptureProgram.start(group) + 1] - start;
                int from = backward ? p - length : p;
                steps -= length;
                boolean same = from >= 0 && text.regionMatches(start, text, from, length);
                return !same ? -1 : backward ? from : from + length;
            }
        }
        return p;
    }

    private boolean holds(Term.Assertion assertion, int p) {
        return switch (assertion) {
            case START -> p == 0;
            case END -> p == text.length();
            case WORD_BOUNDARY -> isWord(p - 1) != isWord(p);
            case NO_WORD_BOUNDARY -> isWord(p - 1) == isWord(p);
        };
    }

    private boolean isWord(int p) {
        return p >= 0 && p < text.length() && CodePoints.WORD.contains(text.charAt(p));
    }
}
