package dev.sluice.generate;

import dev.sluice.contract.*;
import dev.sluice.schema.*;
import java.nio.file.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class CorpusSketch {
    @Test
    void go() throws Exception {
        Path folder = Path.of("/tmp/corpus/package/api");
        int mod = Integer.getInteger("mod", 20);
        int rem = Integer.getInteger("rem", 0);
        List<Path> files;
        try (var s = Files.walk(folder)) { files = s.filter(f -> f.toString().endsWith(".json")).sorted().toList(); }
        long t0 = System.nanoTime(); long load = 0; long gen = 0; int n = 0, bad = 0, unsat = 0; int docs = 0; long bytes = 0; int fallback = 0, exonly = 0;
        for (int i = 0; i < files.size(); i++) {
            if (i % mod != rem) continue;
            Path f = files.get(i);
            long a = System.nanoTime();
            ContractPlan plan;
            try { plan = Contracts.load(f); } catch (dev.sluice.document.DocumentException e) { continue; }
            long b = System.nanoTime(); load += b - a; docs++;
            Generator g = new Generator();
            Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            for (OperationPlan op : plan.operations()) for (ResponsePlan r : op.responses().responses()) for (MediaTypePlan m : r.mediaTypes()) {
                if (m.schema() == null || !seen.add(m.schema())) continue;
                n++;
                long o = System.nanoTime();
                try {
                    ValueSource v = g.source(m.schema());
                    if (v instanceof Source so) { if (so.only() != null) exonly++; else if (so.proven() != 0) fallback++; }
                    for (int seed = 0; seed < 3; seed++) {
                        JsonValue val = v.value(seed);
                        byte[] t = JsonText.of(val).getBytes(); bytes += t.length;
                        if (!m.schema().accepts(t, 0, t.length)) { bad++; System.out.println("BAD " + f + " " + r.pointer() + " " + m.schema().explain(t,0,t.length,3)); }
                        if (Boolean.getBoolean("show") && n % 97 == 0) System.out.println(new String(t).substring(0, Math.min(400, t.length)));
                    }
                } catch (UnsatisfiableException e) { unsat++; System.out.println("UNSAT " + folder.relativize(f) + " " + r.pointer() + " :: " + e.getMessage()); }
                long el = System.nanoTime() - o;
                if (el > 500_000_000L) System.out.println("SLOW " + el/1000000 + " ms " + f + " " + r.pointer());
            }
            gen += System.nanoTime() - b;
            if (System.nanoTime() - b > 3_000_000_000L) System.out.println("SLOWDOC " + (System.nanoTime() - b)/1000000 + " ms " + f + " " + seen.size());
        }
        System.out.println("docs " + docs + " schemas " + n + " bad " + bad + " unsat " + unsat + " otherseed " + fallback + " exampleonly " + exonly + " bytes " + bytes/1000 + "k load ms " + load/1000000 + " gen ms " + gen/1000000);
    }
}
