package io.waybill.language;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A side of a rule as it was written: a value, a variable, or a template. */
public sealed interface Operand {

    /** The side as its writer would recognise it. */
    String source();

    /** Its value for these variables. */
    Comparand resolve(Vars vars);

    /** What a sentence names it by when these are the variables. */
    default String shown(Vars vars) {
        return Sentences.shortened(resolve(vars).text());
    }

    /** A value that stands in the rule, read once. */
    final class Literal implements Operand {

        private final String source;
        private final Comparand comparand;

        private Literal(String source, Comparand comparand) {
            this.source = source;
            this.comparand = comparand;
        }

        static Literal of(Object value) {
            Object frozen = Values.frozen(value);
            String source =
                    frozen instanceof List<?> list
                            ? String.join(", ", list.stream().map(Values::text).toList())
                            : Values.text(frozen);
            return new Literal(source, Comparand.constant(frozen));
        }

        static Literal of(SafePattern pattern) {
            return new Literal(pattern.toString(), Comparand.constant(pattern));
        }

        @Override
        public String source() {
            return source;
        }

        @Override
        public Comparand resolve(Vars vars) {
            return comparand;
        }

        @Override
        public String shown(Vars vars) {
            return Sentences.shortened(source);
        }
    }

    /** Whatever stands at a path, with its type. */
    final class Variable implements Operand {

        private final VarPath path;

        Variable(VarPath path) {
            this.path = path;
        }

        @Override
        public String source() {
            return path.toString();
        }

        @Override
        public Comparand resolve(Vars vars) {
            return Comparand.of(vars.get(path));
        }
    }

    /** Text made from several variables. */
    final class Written implements Operand {

        private final Template template;

        Written(Template template) {
            this.template = template;
        }

        @Override
        public String source() {
            return template.source();
        }

        @Override
        public Comparand resolve(Vars vars) {
            return Comparand.of(render(vars));
        }

        /** A template that outgrows its limit has no value, as a variable that is not there. */
        private @Nullable Object render(Vars vars) {
            try {
                return template.render(vars);
            } catch (TemplateFailed e) {
                return null;
            }
        }
    }

    /** A list of which some members are variables or templates. */
    final class Several implements Operand {

        private final List<Operand> members;

        Several(List<Operand> members) {
            this.members = List.copyOf(members);
        }

        @Override
        public String source() {
            return String.join(", ", members.stream().map(Operand::source).toList());
        }

        @Override
        public Comparand resolve(Vars vars) {
            return Comparand.of(
                    members.stream()
                            .map(member -> member.resolve(vars).value())
                            .filter(Objects::nonNull)
                            .toList());
        }

        @Override
        public String shown(Vars vars) {
            return Sentences.shortened(
                    String.join(", ", members.stream().map(member -> member.shown(vars)).toList()));
        }
    }
}
