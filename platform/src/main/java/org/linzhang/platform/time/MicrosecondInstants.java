package org.linzhang.platform.time;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import io.quarkus.jackson.ObjectMapperCustomizer;

/** Truncates each {@link Instant} in JSON to {@link Timestamps#PRECISION}, so that a repeated request equals the stored one. */
@Singleton
class MicrosecondInstants implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(
                new SimpleModule("microsecond-instants").addDeserializer(Instant.class, new Deserializer()));
    }

    /** After Quarkus has registered the module for java.time: the last deserializer of a type wins. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    private static final class Deserializer extends StdScalarDeserializer<Instant> {

        Deserializer() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var time = InstantDeserializer.INSTANT.deserialize(parser, context);
            return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
        }
    }
}
