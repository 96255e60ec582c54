package dev.sluice.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * Reads objects as an API server with strict field validation does: an unknown field is a fault, and so is a number where a
 * text belongs. Kinds that Kubernetes does not bring itself, and kustomize's own files, are judged by a JSON schema.
 */
final class KubernetesModel {

    private static final Map<String, Class<?>> TYPES = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/Deployment", Deployment.class,
            "autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class);

    private static final Map<String, String> SCHEMAS = Map.of(
            "kustomize.config.k8s.io/v1beta1/Kustomization", "kustomization.json",
            "kustomize.config.k8s.io/v1alpha1/Component", "kustomization.json",
            "monitoring.coreos.com/v1/ServiceMonitor", "service-monitor.json",
            "postgresql.cnpg.io/v1/Cluster", "postgres-cluster.json");

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new WithoutAnySetters())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    textual -> textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private KubernetesModel() {}

    /** The model collects unknown fields; without the methods for that, they are unknown. */
    private static final class WithoutAnySetters extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return Boolean.FALSE;
        }
    }

    /** @throws AssertionError that names the field, or the unknown kind */
    static void check(Map<String, Object> object) {
        String kind = object.get("apiVersion") + "/" + object.get("kind");
        if (TYPES.containsKey(kind)) {
            read(object, Objects.requireNonNull(TYPES.get(kind)));
        } else if (SCHEMAS.containsKey(kind)) {
            checkAgainstSchema(object, Objects.requireNonNull(SCHEMAS.get(kind)));
        } else {
            throw new AssertionError("unknown kind: " + kind);
        }
    }

    /** @throws AssertionError that names the field */
    static <T> T read(Map<String, Object> object, Class<T> type) {
        try {
            return MAPPER.readValue(MAPPER.writeValueAsString(object), type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static void checkAgainstSchema(Map<String, Object> object, String schema) {
        try (InputStream stream = Objects.requireNonNull(
                KubernetesModel.class.getResourceAsStream("/kubernetes/" + schema), "no schema " + schema)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            var violations = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text)
                    .validate(MAPPER.writeValueAsString(object), InputFormat.JSON);
            if (!violations.isEmpty()) {
                throw new AssertionError(schema + ": " + violations);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
