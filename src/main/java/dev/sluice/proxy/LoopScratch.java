package dev.sluice.proxy;

/** What is used again for every request of an event loop. */
final class LoopScratch {

    final HeadBytes head = new HeadBytes();
    final AnswerFields answers = new AnswerFields();
}
