package org.linzhang.notification.constant;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import org.linzhang.incident.event.Severity;
import org.linzhang.platform.event.UnknownConstant;

/** Reads and writes a column by the name of the constant. */
@Converter(autoApply = true)
public class SeverityConverter implements AttributeConverter<Severity, String> {

    @Override
    public String convertToDatabaseColumn(Severity constant) {
        return constant == null ? null : constant.name();
    }

    @Override
    public Severity convertToEntityAttribute(String name) {
        return name == null ? null : UnknownConstant.read(Severity.class, name);
    }
}
