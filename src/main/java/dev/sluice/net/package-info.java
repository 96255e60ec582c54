/**
 * What listener and clients share about connections: TLS from PEM files, HTTP/2's bounds, and which addresses are those
 * of proxies that are trusted. Knows nothing of requests.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.net;
