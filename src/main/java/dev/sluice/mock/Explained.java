package dev.sluice.mock;

import dev.sluice.exchange.Reply;

/** An answer, and where its body comes from. */
public record Explained(Reply.Full reply, Origin origin) {}
