package org.linzhang.platform.testing;

import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.linzhang.platform.security.Unscoped;

/** The texts in a compiled class, and its reads of entities by id, each with the field or method that contains it. */
final class QueryTexts {

    private static final String UNSCOPED = "L" + Unscoped.class.getName().replace('.', '/') + ";";

    private static final Set<String> SESSIONS = Set.of(
            "org/hibernate/reactive/mutiny/Mutiny$Session", "org/hibernate/reactive/mutiny/Mutiny$StatelessSession");

    private static final Set<String> READS_BY_ID = Set.of("find", "get", "getReference");

    /** @param owner class and member, such as {@code org.linzhang.incident.lifecycle.Incidents.INSERT} */
    record Text(String owner, String value) {}

    /** A read of an entity by its id. */
    private record Read(String owner, Set<String> entities) {}

    private final String className;
    private final Set<String> explained = new HashSet<>();
    private final Set<String> constants = new HashSet<>();
    private final List<Text> ofFields = new ArrayList<>();
    private final List<Text> ofMethods = new ArrayList<>();
    private final List<Read> reads = new ArrayList<>();

    QueryTexts(ClassModel model) {
        className = model.thisClass().asInternalName().replace('/', '.');
        model.fields().forEach(this::read);
        model.methods().forEach(this::read);
    }

    /** The values of constant fields. The compiler copies them to the methods that use them, also of other classes. */
    Set<String> constants() {
        return constants;
    }

    /**
     * The texts of fields and methods that are not {@link Unscoped}.
     *
     * @param constants those of all classes; they are checked at their fields only
     */
    Stream<Text> unexplained(Set<String> constants) {
        return Stream.concat(ofFields.stream(), ofMethods.stream().filter(text -> !constants.contains(text.value())))
                .filter(text -> !explained.contains(text.owner()));
    }

    /** The methods that are not {@link Unscoped} and read one of the entities, or an unknown one, by its id. */
    Stream<String> unexplainedReads(Set<String> entities) {
        return reads.stream()
                .filter(read ->
                        read.entities().isEmpty() || read.entities().stream().anyMatch(entities::contains))
                .map(Read::owner)
                .filter(owner -> !explained.contains(owner));
    }

    private void read(FieldModel field) {
        var owner = owner(field.fieldName().stringValue());
        explainIfAnnotated(field, owner);
        field.findAttribute(Attributes.constantValue()).ifPresent(constant -> {
            if (constant.constant() instanceof StringEntry text) {
                constants.add(text.stringValue());
                ofFields.add(new Text(owner, text.stringValue()));
            }
        });
    }

    private void read(MethodModel method) {
        var owner = owner(methodOf(method.methodName().stringValue()));
        explainIfAnnotated(method, owner);
        boolean isInitializer = method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME);
        var texts = new ArrayList<String>();
        var entities = new HashSet<String>();
        boolean readsById = false;
        for (var instruction : method.code().map(code -> code.elementList()).orElse(List.of())) {
            switch (instruction) {
                case LoadConstantInstruction load
                when load.constantEntry() instanceof StringEntry text -> texts.add(text.stringValue());
                case LoadConstantInstruction load
                when load.constantEntry() instanceof ClassEntry type ->
                    entities.add(type.asInternalName().replace('/', '.'));
                // The text of a concatenation, without the parts that are known at run time only.
                case InvokeDynamicInstruction concatenation ->
                    concatenation.bootstrapArgs().stream()
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .forEach(texts::add);
                case InvokeInstruction call ->
                    readsById |= SESSIONS.contains(call.owner().asInternalName())
                            && READS_BY_ID.contains(call.name().stringValue());
                case FieldInstruction assignment
                when isInitializer -> {
                    var field = owner(assignment.name().stringValue());
                    texts.forEach(text -> ofFields.add(new Text(field, text)));
                    texts.clear();
                }
                default -> {}
            }
        }
        texts.forEach(text -> ofMethods.add(new Text(owner, text)));
        if (readsById) {
            reads.add(new Read(owner, entities));
        }
    }

    /** The method that contains the lambda, such as {@code find} for {@code lambda$find$0}. */
    private static String methodOf(String name) {
        return name.startsWith("lambda$") ? name.substring("lambda$".length(), name.lastIndexOf('$')) : name;
    }

    private void explainIfAnnotated(AttributedElement member, String owner) {
        var annotations = member.findAttribute(Attributes.runtimeInvisibleAnnotations());
        if (annotations.isPresent()
                && annotations.get().annotations().stream()
                        .map(Annotation::className)
                        .anyMatch(name -> name.equalsString(UNSCOPED))) {
            explained.add(owner);
        }
    }

    private String owner(String member) {
        return className + "." + member;
    }
}
