package dev.sluice.exchange;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.schema.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way. Each stage of the pipeline adds what it found out; what a stage added does not change later.
 * Confined to one event loop.
 */
public final class Exchange {

    private final Message message;
    private final String requestId;
    private final long startNanos;
    private @Nullable ContractPlan contract;
    private @Nullable OperationPlan operation;
    private @Nullable Parameters parameters;
    private @Nullable String project;
    private Caller caller = Caller.ANONYMOUS;
    private Body body = Body.Empty.EMPTY;
    private @Nullable Body content;
    private @Nullable JsonValue bodyValue;
    private @Nullable String fault;
    private @Nullable Runnable leaving;
    private boolean left;
    private Client client = Client.NONE;

    /** @param startNanos {@code System.nanoTime()} when the head had arrived */
    public Exchange(Message message, String requestId, long startNanos) {
        this.message = message;
        this.requestId = requestId;
        this.startNanos = startNanos;
    }

    public Message message() {
        return message;
    }

    public String requestId() {
        return requestId;
    }

    public long startNanos() {
        return startNanos;
    }

    /** @throws IllegalStateException before a contract's operation is found */
    public OperationPlan operation() {
        return known(operation, "operation");
    }

    /** The operation, or null when none was found: for what looks at every exchange. */
    public @Nullable OperationPlan operationOrNull() {
        return operation;
    }

    public ContractPlan contract() {
        return known(contract, "contract");
    }

    public @Nullable ContractPlan contractOrNull() {
        return contract;
    }

    public void matched(ContractPlan contract, OperationPlan operation) {
        this.contract = contract;
        this.operation = operation;
        this.parameters = new Parameters(operation);
    }

    /** A contract has the path, but no operation for the method: it is its dialect that says so. */
    public void near(ContractPlan contract) {
        this.contract = contract;
    }

    public Parameters parameters() {
        return known(parameters, "parameters");
    }

    /** The project that is called for: null where the contract names no project parameter. */
    public @Nullable String project() {
        return project;
    }

    public void project(@Nullable String project) {
        this.project = project;
    }

    /** Who is at the other end of the connection. */
    public Client client() {
        return client;
    }

    public void client(Client client) {
        this.client = client;
    }

    public Caller caller() {
        return caller;
    }

    public void caller(Caller caller) {
        this.caller = caller;
    }

    /** As it was sent. */
    public Body body() {
        return body;
    }

    public void body(Body body) {
        this.body = body;
    }

    /** What the body says: its coding, where it has one that somebody had to undo, is undone (RFC 9110, 8.4). */
    public Body content() {
        return content == null ? body : content;
    }

    public void content(Body content) {
        this.content = content;
    }

    /** The valid JSON body with the contract's defaults, or null when there is no JSON body. Read when first asked for. */
    public @Nullable JsonValue bodyValue() {
        if (bodyValue == null
                && content() instanceof Body.Bytes bytes
                && operation != null
                && operation.body() != null) {
            bodyValue = operation.body().read(message.contentType(), bytes.buffer());
        }
        return bodyValue;
    }

    /** What befell the answer on purpose, in a word ({@code reset}); null where nothing did. */
    public @Nullable String fault() {
        return fault;
    }

    public void fault(String fault) {
        this.fault = fault;
    }

    /**
     * What is to be told when the client leaves before its answer was handed over whole: whatever goes on for it alone
     * can be given up. Only the last one that asked is told; at once, when the client has left already.
     *
     * @param leaving called on the event loop; null when nobody need be told any more
     */
    public void whenClientLeaves(@Nullable Runnable leaving) {
        if (left && leaving != null) {
            leaving.run();
        } else {
            this.leaving = leaving;
        }
    }

    /** The client has left: to be called once, by what watches the connection. */
    public void clientLeft() {
        Runnable told = leaving;
        left = true;
        leaving = null;
        if (told != null) {
            told.run();
        }
    }

    /** The backend's answer is not wanted any more: the backend is told as when the client leaves. */
    public void giveUp() {
        Runnable told = leaving;
        leaving = null;
        if (told != null) {
            told.run();
        }
    }

    private static <T> T known(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("no " + what + " is known yet");
        }
        return value;
    }
}
