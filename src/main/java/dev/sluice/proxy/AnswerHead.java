package dev.sluice.proxy;

import io.netty.handler.codec.http.HttpHeaders;

/**
 * The head of an upstream's answer, never an informational one but for 101.
 *
 * @param length what it says of its content; -1 where it says nothing
 * @param version that it came by
 */
record AnswerHead(int status, HttpHeaders headers, long length, String version) {}
