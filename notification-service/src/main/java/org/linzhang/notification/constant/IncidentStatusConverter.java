package org.linzhang.notification.constant;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.platform.event.UnknownConstant;

/** Reads and writes a column by the name of the constant. */
@Converter(autoApply = true)
public class IncidentStatusConverter implements AttributeConverter<IncidentStatus, String> {

    @Override
    public String convertToDatabaseColumn(IncidentStatus constant) {
        return constant == null ? null : constant.name();
    }

    @Override
    public IncidentStatus convertToEntityAttribute(String name) {
        return name == null ? null : UnknownConstant.read(IncidentStatus.class, name);
    }
}
