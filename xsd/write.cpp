#include "xsd/write.hpp"

#include "xsd/leaf.hpp"
#include "xsd/schema_set_impl.hpp"
#include "xsd/shapes.hpp"

#include <algorithm>
#include <cassert>
#include <stdexcept>

namespace xsd {
namespace {

/// Appends one message. `own` and `basis` are prefixes with their colon.
class Writer {
public:
    Writer(std::string& out, std::string own, std::string basis) : out_(out), own_(std::move(own)), basis_(std::move(basis)) {}

    template <class S, class T>
    void children(T const& object, int depth) {
        auto const& prefix = Shape<S>::basis ? basis_ : own_;
        std::apply([&](auto const&... field) { (write(field, object, prefix, depth), ...); }, Shape<S>::fields);
    }

private:
    template <class T, auto Member, class As>
    void write(Element<Member, As> const& element, T const& object, std::string const& prefix, int depth) {
        one<As>(element.name, object.*Member, prefix, depth);
    }

    template <class T, auto Member>
    void write(List<Member> const& list, T const& object, std::string const& prefix, int depth) {
        auto const& items = object.*Member;
        if (items.empty()) return;
        open(list.name, prefix, depth);
        out_ += "\r\n";
        for (auto const& item : items) one<void>(list.item, item, prefix, depth + 1);
        indent(depth);
        close(list.name, prefix);
    }

    template <class As, class T>
    void one(std::string_view name, std::optional<T> const& value, std::string const& prefix, int depth) {
        if (value) one<As>(name, *value, prefix, depth);
    }

    template <class As, class T>
    void one(std::string_view name, T const& value, std::string const& prefix, int depth) {
        using S = std::conditional_t<std::is_void_v<As>, T, As>;
        open(name, prefix, depth);
        if constexpr (requires { Shape<S>::fields; }) {
            out_ += "\r\n";
            children<S>(value, depth + 1);
            indent(depth);
        } else {
            leaf(value);
        }
        close(name, prefix);
    }

    void leaf(model::Tekst const& value) { escaped(value); }
    void leaf(model::Code const& value) { escaped(value.view()); }
    template <class T>
    void leaf(model::Leaf<T> const& value) {
        if (auto const* spelled = value.spelling.get()) escaped(*spelled);
        else append(out_, value.value);
    }

    void escaped(std::string_view text) {
        auto const is_special = [](char c) { return c == '&' || c == '<' || c == '>' || c == '\r' || c == '\n'; };
        if (std::ranges::none_of(text, is_special)) {
            out_ += text;
            return;
        }
        for (char const c : text) {
            switch (c) {
            case '&': out_ += "&amp;"; break;
            case '<': out_ += "&lt;"; break;
            case '>': out_ += "&gt;"; break;
            case '\r': out_ += "&#13;"; break; // a bare one would be read as a line end
            case '\n': out_ += "\r\n"; break;
            default: out_ += c;
            }
        }
    }

    void indent(int depth) { out_.append(static_cast<std::size_t>(depth), '\t'); }

    void open(std::string_view name, std::string const& prefix, int depth) {
        indent(depth);
        out_ += '<';
        out_ += prefix;
        out_ += name;
        out_ += '>';
    }

    void close(std::string_view name, std::string const& prefix) {
        out_ += "</";
        out_ += prefix;
        out_ += name;
        out_ += ">\r\n";
    }

    std::string& out_;
    std::string own_;
    std::string basis_;
};

std::size_t estimate(model::Message const& message) {
    constexpr std::size_t head = 4096;
    constexpr std::size_t line = 1600; ///< one Prestatie of a 325
    auto const lines = [](auto const& clienten) {
        std::size_t n = 0;
        for (auto const& client : clienten) n += client.prestaties.size();
        return n * line;
    };
    if (auto const* m323 = std::get_if<Bericht323>(&message.inhoud)) return head + lines(m323->declaratie.clienten);
    if (auto const* m325 = std::get_if<Bericht325>(&message.inhoud); m325 && m325->declaratie_antwoord)
        return head + lines(m325->declaratie_antwoord->clienten);
    return 2 * head;
}

} // namespace

std::string write(SchemaSet const& schemas, model::Message const& message) {
    assert(message.release);
    auto const* bericht = schemas.impl().find(message.release->versie, message.soort);
    if (!bericht) throw std::logic_error("no schema for " + model::to_string(message.soort) + " " + message.release->versie);
    auto own = model::to_string(message.soort);
    std::ranges::transform(own, own.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    std::string const basis = message.soort.domein == model::Domein::wmo ? "iwmo" : "ijw";

    std::string out;
    out.reserve(estimate(message));
    out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<" + own + ":Bericht xmlns:" + own + "=\"" + bericht->name_space +
           "\" xmlns:" + basis + "=\"" + bericht->schemas->basis() + "\">\r\n";
    Writer writer(out, own + ":", basis + ":");
    std::visit([&]<class Bericht>(Bericht const& inhoud) { writer.children<Bericht>(inhoud, 1); }, message.inhoud);
    out += "</" + own + ":Bericht>\r\n";
    return out;
}

} // namespace xsd
