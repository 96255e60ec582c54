package dev.sluice.coverage;

import dev.sluice.contract.BodyFormat;
import dev.sluice.contract.MediaTypePlan;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The shape of one media type's bodies, made when it is first asked for. Safe for any number of threads. */
final class ShapeHolder {

    private final MediaTypePlan plan;
    private final int most;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable Shape shape;

    /** @param most properties that are counted */
    ShapeHolder(MediaTypePlan plan, int most) {
        this.plan = plan;
        this.most = most;
    }

    /** Whether there are properties that could be counted: of what is no JSON, there are none. */
    boolean hasShape() {
        String type = plan.range().type() + "/" + plan.range().subtype();
        boolean json = plan.range().subtype().equals("*") || BodyFormat.of(type) == BodyFormat.JSON;
        return json && plan.declared() && plan.schema() != null;
    }

    String mediaType() {
        return plan.range().toString();
    }

    MediaTypePlan plan() {
        return plan;
    }

    /** Null where there is none yet: it may take milliseconds to make it. */
    @Nullable
    Shape shape(Executor compiler) {
        Shape known = shape;
        if (known == null && hasShape() && asked.compareAndSet(false, true)) {
            compiler.execute(this::shape);
            known = shape;
        }
        return known;
    }

    /** Null where there are no properties at all. */
    synchronized @Nullable Shape shape() {
        if (shape == null && hasShape() && plan.schema() != null) {
            shape = ShapeCompiler.compile(plan.schema().demands(), most);
        }
        return shape;
    }
}
