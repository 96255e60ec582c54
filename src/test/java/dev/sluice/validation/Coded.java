package dev.sluice.validation;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Content in codings, made in all the ways in which their formats allow it. */
public final class Coded {

    private Coded() {}

    /** Of one member, or of several where the dice say so, with whatever a head may have. */
    public static byte[] gzip(byte[] content, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int cut = random.nextInt(4) == 0 ? random.nextInt(content.length + 1) : content.length;
        member(content, 0, cut, random, out);
        if (cut < content.length) {
            member(content, cut, content.length, random, out);
        }
        return out.toByteArray();
    }

    /** Of one member. */
    public static byte[] gzipMember(byte[] content, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        member(content, 0, content.length, random, out);
        return out.toByteArray();
    }

    private static void member(byte[] content, int from, int to, Random random, ByteArrayOutputStream out) {
        int flags = random.nextInt(3) == 0 ? random.nextInt(32) : 0;
        out.writeBytes(new byte[] {0x1F, (byte) 0x8B, 8, (byte) flags, 1, 2, 3, 4, 0, (byte) 255});
        if ((flags & 4) != 0) {
            int length = random.nextInt(300);
            out.write(length & 0xFF);
            out.write(length >> 8);
            out.writeBytes(new byte[length]);
        }
        for (int text = 8; text <= 16; text *= 2) {
            if ((flags & text) != 0) {
                out.writeBytes("name".repeat(random.nextInt(3)).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                out.write(0);
            }
        }
        if ((flags & 2) != 0) {
            out.writeBytes(new byte[] {7, 7});
        }
        out.writeBytes(deflated(content, from, to, true, random));
        CRC32 sum = new CRC32();
        sum.update(content, from, to - from);
        little(sum.getValue(), out);
        little(to - from, out);
    }

    private static void little(long value, ByteArrayOutputStream out) {
        for (int i = 0; i < 4; i++) {
            out.write((int) (value >> (8 * i)) & 0xFF);
        }
    }

    /** With the frame of zlib, or without any, where that does not look as if it had one. */
    public static byte[] deflate(byte[] content, boolean raw, Random random) {
        byte[] coded = deflated(content, 0, content.length, raw, random);
        boolean alike = (coded[0] & 0x8F) == 8 && (((coded[0] & 0xFF) << 8) | (coded[1] & 0xFF)) % 31 == 0;
        return raw && alike ? deflated(content, 0, content.length, false, random) : coded;
    }

    private static byte[] deflated(byte[] content, int from, int to, boolean raw, Random random) {
        Deflater deflater = new Deflater(random.nextInt(10), raw);
        deflater.setInput(content, from, to - from);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[4096];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.toByteArray();
    }
}
