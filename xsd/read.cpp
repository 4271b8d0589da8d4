#include "xsd/read.hpp"

#include "xsd/builder.hpp"
#include "xsd/explain.hpp"
#include "xsd/pugi.hpp"
#include "xsd/recognise.hpp"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <xercesc/framework/XMLElementDecl.hpp>
#include <xercesc/util/XMLExceptMsgs.hpp>
#include <xercesc/util/XMLUni.hpp>

#include <algorithm>
#include <stdexcept>

namespace xsd {
namespace {

/// Parsers are made anew after this many messages: each remembers the names it met.
constexpr unsigned most_uses = 1000;

/// Only validates. Stops at the first fault: what is wrong is explain()'s work, off this path.
class Checker : public Events {
public:
    /// Some text is longer than its type allows in UTF-16 units. In characters, which count, it may not be: explain() knows.
    [[nodiscard]] bool suspect() const noexcept { return suspect_; }

    void startElement(xercesc::XMLElementDecl const&, unsigned, XMLCh const*, xercesc::RefVectorOf<xercesc::XMLAttr> const&, XMLSize_t,
                      bool, bool) override {
        if ((++elements_ & 4095U) == 0 && deadline_.passed()) throw Stop{};
    }
    void endElement(xercesc::XMLElementDecl const&, unsigned, bool, XMLCh const*) override {}
    void docCharacters(XMLCh const*, XMLSize_t, bool) override {}

    void error(unsigned code, XMLCh const* domain, ErrTypes type, XMLCh const*, XMLCh const*, XMLCh const*, XMLFileLoc,
               XMLFileLoc) override {
        if (type == ErrType_Warning) return;
        if (type != ErrType_Error || std::u16string_view(domain) != xercesc::XMLUni::fgExceptDomain ||
            code != xercesc::XMLExcepts::VALUE_GT_maxLen)
            throw Stop{};
        suspect_ = true;
    }

private:
    Deadline deadline_;
    unsigned elements_ = 0;
    bool suspect_ = false;
};

/// Builds the message while Xerces validates.
class Reader : public Checker {
public:
    explicit Reader(model::Message& message) : builder_(message) {}

    [[nodiscard]] bool complete() const noexcept { return builder_.complete(); }

    void startElement(xercesc::XMLElementDecl const& element, unsigned uri, XMLCh const* prefix,
                      xercesc::RefVectorOf<xercesc::XMLAttr> const& attributes, XMLSize_t count, bool empty, bool root) override {
        Checker::startElement(element, uri, prefix, attributes, count, empty, root);
        if (!builder_.start(element.getBaseName(), [this] { return static_cast<std::uint32_t>(locator->getLineNumber()); })) throw Stop{};
        if (empty) builder_.end();
    }

    void endElement(xercesc::XMLElementDecl const&, unsigned, bool, XMLCh const*) override { builder_.end(); }

    void docCharacters(XMLCh const* text, XMLSize_t size, bool) override {
        if (auto* leaf = builder_.leaf()) append_utf8(*leaf, text, size);
    }

private:
    Builder builder_;
};

/// This thread's parser for a grammar. `drop` it after a fault: a parser that was left by an exception is not used again.
class ThreadParsers {
public:
    Parser& get(std::shared_ptr<Grammar const> grammar) {
        auto found = std::ranges::find_if(kept_, [&](Kept const& kept) { return kept.parser->grammar() == grammar.get(); });
        if (found != kept_.end() && ++found->uses > most_uses) {
            kept_.erase(found);
            found = kept_.end();
        }
        if (found == kept_.end()) {
            // Two domains in two releases, and room for pools made anew; older ones go with the grammars they hold.
            if (kept_.size() == 6) kept_.erase(kept_.begin());
            kept_.push_back({std::make_unique<Parser>(std::move(grammar)), 0});
            found = kept_.end() - 1;
        }
        return *found->parser;
    }
    void drop(Grammar const* grammar) {
        std::erase_if(kept_, [&](Kept const& kept) { return kept.parser->grammar() == grammar; });
    }

private:
    struct Kept {
        std::unique_ptr<Parser> parser;
        unsigned uses = 0;
    };
    std::vector<Kept> kept_;
};

thread_local ThreadParsers parsers;

/// Identificatie as two of them are compared: Unicode form C, no blanks around it (TR056).
std::string key(std::string const& identificatie) {
    if (std::ranges::all_of(identificatie, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
        auto const begin = identificatie.find_first_not_of(" \t\r\n");
        if (begin == std::string::npos) return {};
        return identificatie.substr(begin, identificatie.find_last_not_of(" \t\r\n") - begin + 1);
    }
    UErrorCode fault = U_ZERO_ERROR;
    auto const* nfc = icu::Normalizer2::getNFCInstance(fault);
    if (U_FAILURE(fault)) throw std::runtime_error("ICU has no Unicode normalization");
    auto text = nfc->normalize(icu::UnicodeString::fromUTF8(identificatie), fault);
    if (U_FAILURE(fault)) throw std::runtime_error("ICU could not normalize");
    std::int32_t begin = 0;
    auto end = text.length();
    while (begin < end && u_isUWhiteSpace(text[begin])) ++begin;
    while (end > begin && u_isUWhiteSpace(text[end - 1])) --end;
    std::string out;
    text.tempSubStringBetween(begin, end).toUTF8String(out);
    return out;
}

/// The releases at hand, for a person: "iWmo 3.2 en iJw 3.2".
std::string releases(SchemaSet::Impl const& schemas) {
    std::string out;
    for (std::size_t i = 0; i < schemas.schemas.size(); ++i) {
        if (i != 0) out += i + 1 == schemas.schemas.size() ? " en " : ", ";
        out += schemas.schemas[i]->naam();
    }
    return out;
}

std::string kinds(SchemaSet::Impl const& schemas) {
    std::string out;
    for (auto const& bericht : schemas.berichten) {
        if (&bericht != std::ranges::find(schemas.berichten, bericht.soort, &SchemaSet::Impl::Bericht::soort).base())
            continue; // in more releases
        if (!out.empty()) out += ", ";
        out += model::to_string(bericht.soort);
    }
    return out;
}

/// The parts of ".../iwmo/3_1/wmo301/schema": release "3.1" and message "WMO301"; empty when it is no namespace of the standards.
struct StandardName {
    std::string release;
    std::string soort;
};
StandardName standard_name(std::string_view name_space) {
    for (std::string_view const head : {"http://www.istandaarden.nl/iwmo/", "http://www.istandaarden.nl/ijw/"}) {
        if (!name_space.starts_with(head)) continue;
        auto const rest = name_space.substr(head.size());
        auto const slash = rest.find('/');
        auto const end = slash == std::string_view::npos ? slash : rest.find('/', slash + 1);
        if (end == std::string_view::npos) return {};
        StandardName made{std::string(rest.substr(0, slash)), std::string(rest.substr(slash + 1, end - slash - 1))};
        std::ranges::replace(made.release, '_', '.');
        std::ranges::transform(made.soort, made.soort.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        auto const plain = [](std::string const& text) {
            return text.size() <= 8 &&
                   std::ranges::all_of(text, [](char c) { return c == '.' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
        };
        return plain(made.release) && plain(made.soort) ? made : StandardName{};
    }
    return {};
}

model::Finding unknown_root(SchemaSet::Impl const& schemas, Prescan const& seen) {
    auto const name = standard_name(seen.name_space);
    auto const known = releases(schemas);
    XmlFault fault{"", "", kinds(schemas), {"schema", "naamruimte van het hoofdelement", ""}};
    if (!name.soort.empty() &&
        std::ranges::any_of(schemas.releases, [&](auto const& release) { return release->versie == name.release; })) {
        fault.melding = fmt::format("Voor berichtsoort {} is er geen schema in release {}.", name.soort, name.release);
        fault.oplossing = "Stuur een van de toegestane berichten.";
    } else if (!name.soort.empty()) {
        fault.melding = fmt::format("Release {} van dit bericht ({}) wordt niet verwerkt; wel {}.", name.release, name.soort, known);
        fault.oplossing = fmt::format("Stuur het bericht in {}.", known);
    } else if (seen.name_space.empty()) {
        fault.melding = "Het hoofdelement heeft geen naamruimte, zodat niet te zien is welk bericht het is.";
        fault.oplossing = fmt::format("Geef het element Bericht de naamruimte van het bericht; bekend zijn {}.", known);
    } else {
        fault.melding = "De naamruimte van het hoofdelement hoort niet bij een bericht van iWmo of iJw.";
        fault.oplossing = fmt::format("Stuur een bericht van {}.", known);
    }
    auto finding = xml_finding(std::move(fault), seen.root_at);
    finding.regel = "XSD";
    return finding;
}

/// Prescan and the choice of schema: what must be known before Xerces may look.
struct Opened {
    Prescan seen;
    SchemaSet::Impl::Bericht const* bericht = nullptr; ///< nullptr when there is a fault
    model::Findings faults;
};

Opened open(SchemaSet const& schemas, std::span<std::byte const> payload) {
    Opened made{prescan(schemas.impl(), payload), nullptr, {}};
    if (made.seen.fault) {
        made.faults.push_back(*made.seen.fault);
        return made;
    }
    auto const* bericht = schemas.impl().find(made.seen.name_space);
    if (!bericht) {
        made.faults.push_back(unknown_root(schemas.impl(), made.seen));
    } else if (made.seen.root != "Bericht") {
        auto finding = xml_finding({"Het hoofdelement heet niet Bericht.",
                                    "Noem het hoofdelement Bericht.",
                                    "Bericht",
                                    {"schema", model::to_string(bericht->soort) + " Bericht", ""}},
                                   made.seen.root_at);
        finding.regel = "XSD";
        made.faults.push_back(std::move(finding));
    } else {
        made.bericht = bericht;
    }
    return made;
}

/// The first, fast pass. @returns false when a handler or Xerces stopped it at a fault
bool parse(Opened const& opened, std::span<std::byte const> payload, Events& events) {
    auto const grammar = opened.bericht->schemas->grammar(opened.seen.foreign_bytes);
    try {
        parsers.get(grammar).parse(payload, events);
        return true;
    } catch (Stop const&) {
        parsers.drop(grammar.get());
        return false;
    } catch (...) {
        parsers.drop(grammar.get());
        throw;
    }
}

model::Message empty_message(model::BerichtSoort soort, std::shared_ptr<model::Release const> release) {
    model::Message message;
    message.soort = soort;
    message.release = std::move(release);
    return message;
}

model::Message finished(model::Message message) {
    message.identificatie_sleutel = key(model::header(message).bericht_identificatie.identificatie);
    return message;
}

} // namespace

std::expected<model::Message, model::Findings> read(SchemaSet const& schemas, std::span<std::byte const> payload) {
    auto const opened = open(schemas, payload);
    if (!opened.bericht) return std::unexpected(opened.faults);

    auto message = empty_message(opened.bericht->soort, opened.bericht->release);
    Reader reader(message);
    if (!parse(opened, payload, reader) || !reader.complete() || reader.suspect()) {
        auto findings = explain(*opened.bericht, opened.seen, payload);
        if (!findings.empty()) return std::unexpected(std::move(findings));
        if (!reader.complete()) throw std::logic_error("a valid message that the shapes cannot hold: schemas and program do not fit");
    }
    return finished(std::move(message));
}

std::expected<model::Message, model::Findings> read_again(SchemaSet const& schemas, std::span<std::byte const> payload) {
    // What then fitted its schema and does not fit the shapes now is for the schema to explain.
    auto const herkend = recognise(schemas, payload);
    if (!herkend) return read(schemas, payload);
    auto message = empty_message(herkend->soort, herkend->release);
    Builder builder(message);
    if (!build(payload, builder)) return read(schemas, payload);
    return finished(std::move(message));
}

model::Findings validate(SchemaSet const& schemas, std::span<std::byte const> payload) {
    auto opened = open(schemas, payload);
    if (!opened.bericht) return std::move(opened.faults);
    Checker checker;
    if (parse(opened, payload, checker) && !checker.suspect()) return {};
    return explain(*opened.bericht, opened.seen, payload);
}

} // namespace xsd
