package org.linzhang.notification.constant;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.platform.event.UnknownConstant;

/** Reads and writes a column by the name of the constant. */
@Converter(autoApply = true)
public class IncidentKindConverter implements AttributeConverter<IncidentKind, String> {

    @Override
    public String convertToDatabaseColumn(IncidentKind constant) {
        return constant == null ? null : constant.name();
    }

    @Override
    public IncidentKind convertToEntityAttribute(String name) {
        return name == null ? null : UnknownConstant.read(IncidentKind.class, name);
    }
}
