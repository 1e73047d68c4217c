package io.cemfleet.a2a.server;

/** How a handler's answers are remembered by task id. */
public enum AnswerMemory {
    /** A pure query: it is answered each time, to a token of its own. */
    NONE,
    /** The handler itself recognises a repeat, by a key in the payload. */
    BY_PAYLOAD,
    /** The handler runs inside the transaction that stores its answer: its rows, its messages and the answer are one. */
    TRANSACTIONAL,
    /** The handler calls others: the intent is stored first, the answer after; a crash between them repeats the handler. */
    DURABLE
}
