package org.linzhang.platform.log;

import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** JSON encodes control characters of ASCII by itself; this encodes the others. */
final class EncodingJsonFormatter extends ExtFormatter {

    private final ExtFormatter json;

    EncodingJsonFormatter(ExtFormatter json) {
        this.json = json;
    }

    @Override
    public String format(ExtLogRecord logRecord) {
        return LogText.encodeInJson(json.format(logRecord));
    }

    @Override
    public boolean isCallerCalculationRequired() {
        return json.isCallerCalculationRequired();
    }
}
