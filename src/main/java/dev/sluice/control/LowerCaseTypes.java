package dev.sluice.control;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives requests to be validated with type and subtype in lower case, since vertx-openapi minds it (RFC 9110, 8.3.1). */
final class LowerCaseTypes implements RequestExtractor {

    private final RequestExtractor extractor;

    LowerCaseTypes(RequestExtractor extractor) {
        this.extractor = extractor;
    }

    @Override
    public Future<ValidatableRequest> extractValidatableRequest(RoutingContext context, Operation operation) {
        return extractor.extractValidatableRequest(context, operation).map(Lowered::new);
    }

    static String lowered(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.toLowerCase(Locale.ROOT) + contentType.substring(type.length());
    }

    private record Lowered(ValidatableRequest request) implements ValidatableRequest {

        @Override
        public Map<String, RequestParameter> getHeaders() {
            return request.getHeaders();
        }

        @Override
        public Map<String, RequestParameter> getCookies() {
            return request.getCookies();
        }

        @Override
        public Map<String, RequestParameter> getPathParameters() {
            return request.getPathParameters();
        }

        @Override
        public Map<String, RequestParameter> getQuery() {
            return request.getQuery();
        }

        @Override
        public RequestParameter getBody() {
            return request.getBody();
        }

        @Override
        public @Nullable String getContentType() {
            String type = request.getContentType();
            return type == null ? null : lowered(type);
        }
    }
}
