package dev.sluice.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes X.509 certificates (RFC 5280) with keys of P-256, with what every Java has. */
public final class TestCertificates {

    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());
    private static final byte[] SHA256_WITH_ECDSA = sequence(oid(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02));
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private TestCertificates() {}

    /** A certificate with its key, in PEM. */
    public record Identity(String name, KeyPair keys, String certificate, String key) {

        public Path certificateIn(Path folder) {
            return write(folder.resolve(name + ".pem"), certificate);
        }

        public Path keyIn(Path folder) {
            return write(folder.resolve(name + ".key"), key);
        }
    }

    /** An authority that signs itself. */
    public static Identity authority(String name) {
        return make(name, null, true, Duration.ofDays(-1), Duration.ofDays(2));
    }

    /** For {@code localhost} and 127.0.0.1, and for clients. */
    public static Identity signedBy(Identity authority, String name) {
        return make(name, authority, false, Duration.ofDays(-1), Duration.ofDays(2));
    }

    /** @param from and {@code to} are counted from now */
    public static Identity signedBy(Identity authority, String name, Duration from, Duration to) {
        return make(name, authority, false, from, to);
    }

    private static Identity make(String name, @Nullable Identity authority, boolean signs, Duration from, Duration to) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            KeyPair signer = authority == null ? keys : authority.keys();
            byte[] issuer = distinguished(authority == null ? name : authority.name());
            byte[] subject = distinguished(name);
            byte[] validity =
                    sequence(time(Instant.now().plus(from)), time(Instant.now().plus(to)));
            byte[] content = sequence(
                    tagged(0xA0, tagged(0x02, new byte[] {2})),
                    tagged(0x02, BigInteger.valueOf(SERIAL.incrementAndGet()).toByteArray()),
                    SHA256_WITH_ECDSA,
                    issuer,
                    validity,
                    subject,
                    keys.getPublic().getEncoded(),
                    tagged(0xA3, sequence(basicConstraints(signs), alternativeNames(name))));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(signer.getPrivate());
            signature.update(content);
            byte[] certificate = sequence(content, SHA256_WITH_ECDSA, bits(signature.sign()));
            return new Identity(
                    name,
                    keys,
                    pem("CERTIFICATE", certificate),
                    pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] basicConstraints(boolean signs) {
        byte[] value = signs ? sequence(tagged(0x01, new byte[] {-1})) : sequence();
        return sequence(oid(0x55, 0x1D, 0x13), tagged(0x01, new byte[] {-1}), tagged(0x04, value));
    }

    private static byte[] alternativeNames(String name) {
        byte[] names = sequence(
                tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
                tagged(0x82, (name + ".example").getBytes(StandardCharsets.US_ASCII)),
                tagged(0x87, new byte[] {127, 0, 0, 1}));
        return sequence(oid(0x55, 0x1D, 0x11), tagged(0x04, names));
    }

    private static byte[] distinguished(String name) {
        byte[] text = tagged(0x0C, name.getBytes(StandardCharsets.UTF_8));
        return sequence(tagged(0x31, sequence(oid(0x55, 0x04, 0x03), text)));
    }

    private static byte[] time(Instant instant) {
        return tagged(0x18, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] oid(int... bytes) {
        byte[] value = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            value[i] = (byte) bytes[i];
        }
        return tagged(0x06, value);
    }

    private static byte[] bits(byte[] value) {
        byte[] padded = new byte[value.length + 1];
        System.arraycopy(value, 0, padded, 1, value.length);
        return tagged(0x03, padded);
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return tagged(0x30, all.toByteArray());
    }

    private static byte[] tagged(int tag, byte[] value) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (value.length < 0x80) {
            all.write(value.length);
        } else if (value.length < 0x100) {
            all.write(0x81);
            all.write(value.length);
        } else {
            all.write(0x82);
            all.write(value.length >> 8);
            all.write(value.length);
        }
        all.writeBytes(value);
        return all.toByteArray();
    }

    private static String pem(String what, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
