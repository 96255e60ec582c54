package dev.sluice.document;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** Files that are at hand, by path, as if they lay in a folder of their own. Reads no file system. Safe for any thread. */
public final class GivenFiles implements DocumentSource {

    private static final String FOLDER = "/";

    private final Map<String, byte[]> files;
    private final DocumentSource elsewhere;

    /**
     * @param files by relative path, with slashes
     * @param elsewhere has what is no file
     */
    public GivenFiles(Map<String, byte[]> files, DocumentSource elsewhere) {
        this.files = files;
        this.elsewhere = elsewhere;
    }

    /** Where a file is, for references that are relative to it. */
    public static URI location(String path) {
        try {
            return new URI("file", null, FOLDER + path, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no path of a file", e);
        }
    }

    @Override
    public Found read(URI location) throws UnavailableException {
        if (!"file".equals(location.getScheme())) {
            return elsewhere.read(location);
        }
        String path = location.normalize().getPath();
        byte[] bytes = path == null || !path.startsWith(FOLDER) ? null : files.get(path.substring(FOLDER.length()));
        if (bytes == null) {
            throw new UnavailableException("there is no such file (expected: one of those that were given)");
        }
        return new Found(location, bytes);
    }
}
