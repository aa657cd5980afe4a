package org.linzhang.platform.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The CloudEvents type of an event record, such as {@code org.linzhang.incident.reported.v1}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {
    String value();

    /** Types under which events of this record were published before. They are still read, and no longer written. */
    String[] formerly() default {};
}
