package org.linzhang.platform.input;

import java.io.IOException;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;

import org.linzhang.platform.event.UnknownConstant;

/**
 * Refuses input that Jackson accepts by default: a number for an enum, text after the end of the JSON value, and the constant
 * {@code UNKNOWN}, which only a reader of events produces.
 */
@Singleton
class StrictJson implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.registerModule(
                new SimpleModule("constants without UNKNOWN").setDeserializerModifier(new WithoutUnknownConstant()));
    }

    private static final class WithoutUnknownConstant extends BeanDeserializerModifier {

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config,
                JavaType type,
                BeanDescription description,
                JsonDeserializer<?> standard) {
            return UnknownConstant.of(type.getRawClass()).isPresent() ? new KnownConstant(standard) : standard;
        }
    }

    private static final class KnownConstant extends DelegatingDeserializer {

        KnownConstant(JsonDeserializer<?> standard) {
            super(standard);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> contextual) {
            return new KnownConstant(contextual);
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return json.hasToken(JsonToken.VALUE_STRING) && UnknownConstant.NAME.equals(json.getText())
                    ? context.handleWeirdStringValue(handledType(), UnknownConstant.NAME, "is not a value of the API")
                    : super.deserialize(json, context);
        }
    }
}
