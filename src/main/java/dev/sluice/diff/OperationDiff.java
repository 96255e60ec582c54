package dev.sluice.diff;

import dev.sluice.contract.Located;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two versions of one operation. */
final class OperationDiff {

    private final Context context;
    private final Operation was;
    private final Operation is;

    OperationDiff(Context context, Operation was, Operation is) {
        this.context = context;
        this.was = was;
        this.is = is;
    }

    void compare() {
        notes();
        new ParameterDiff(context, was, is).compare();
        new ContentDiff(context, is.name()).bodies(resolved(was, true), resolved(is, false));
        new ResponseDiff(context, is.name()).compare(was.member("responses"), is.member("responses"));
        new CallbackDiff(context).compare(is.name(), was.member("callbacks"), is.member("callbacks"), "callback");
        ExtensionDiff extensions = new ExtensionDiff(context);
        extensions.compare(is.name(), was.at(), is.at());
        extensions.compare(is.name(), was.item(), is.item());
    }

    private @Nullable Located resolved(Operation operation, boolean old) {
        Located body = operation.member("requestBody");
        return body == null ? null : (old ? context.old() : context.young()).resolve(body);
    }

    private void notes() {
        boolean before = ContractDiff.isDeprecated(was.at());
        if (before != ContractDiff.isDeprecated(is.at())) {
            note(
                    before ? "operation-no-longer-deprecated" : "operation-deprecated",
                    before ? "it is no longer deprecated" : "it is deprecated now: it works, and may go");
        }
        String id = Context.text(was.at(), "operationId");
        if (!Objects.equals(id, Context.text(is.at(), "operationId"))) {
            note(
                    "operation-id-changed",
                    "its operationId is another: messages are the same, generated code may not be");
        }
        if (!was.template().equals(is.template())
                && Operation.shape(was.template()).equals(Operation.shape(is.template()))) {
            note("path-parameter-renamed", "a path parameter has another name: paths are the same");
        }
    }

    private void note(String code, String message) {
        context.changes()
                .addBoth(
                        is.name(),
                        Effect.COMPATIBLE,
                        Effect.COMPATIBLE,
                        code,
                        Spots.of(was.at()),
                        Spots.of(is.at()),
                        message);
    }
}
