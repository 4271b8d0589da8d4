#include "xsd/envelop.hpp"

#include "xsd/built_in.hpp"
#include "xsd/explain.hpp"
#include "xsd/model/base64.hpp"
#include "xsd/model/date.hpp"

#include <fmt/format.h>
#include <xercesc/framework/XMLAttr.hpp>
#include <xercesc/framework/XMLElementDecl.hpp>
#include <xercesc/util/RefVectorOf.hpp>
#include <xercesc/util/XMLExceptMsgs.hpp>
#include <xercesc/util/XMLUni.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace xsd {

struct EnvelopSchemas::Impl {
    Impl(std::vector<SchemaFile> files, std::shared_ptr<Grammar const> grammar)
        : schemas("StUF-GGk", "", std::move(files), std::move(grammar)) {}
    Schemas schemas;
};

namespace {

using model::Berichtcode;
using model::Envelop;
using Soort = EnvelopFout::Soort;

constexpr std::string_view soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr std::string_view stuf = "http://www.egem.nl/StUF/StUF0301";
constexpr std::string_view ggk0210 = "http://www.stufstandaarden.nl/koppelvlak/ggk0210";
constexpr std::string_view ggk0310 = "http://www.stufstandaarden.nl/sectormodel/ggk/0210";
constexpr std::array<std::string_view, 2> addressing{"http://www.w3.org/2005/08/addressing",
                                                     "http://schemas.xmlsoap.org/ws/2004/08/addressing"};
constexpr std::array known_name_spaces{soap11,
                                       stuf,
                                       ggk0210,
                                       ggk0310,
                                       addressing[0],
                                       addressing[1],
                                       std::string_view("http://www.w3.org/2001/XMLSchema-instance"),
                                       std::string_view("http://www.w3.org/2005/05/xmlmime")};

/// Elements that hold the payload; `bericht` does in GGk0310.
constexpr std::array<std::string_view, 3> payload_elements{"xmlBestand", "tekstBestand", "bericht"};

/// What may stand in a Body, and what it is.
struct Wortel {
    std::string_view name_space;
    std::string_view name;
    Berichtcode code;
};
constexpr std::array wortels{Wortel{ggk0210, "envelopHeenbericht-ggk_Di01", Berichtcode::di01},
                             Wortel{ggk0210, "envelopRetourbericht-ggk_Du01", Berichtcode::du01},
                             Wortel{ggk0310, "envelopHeenbericht-ggk_Di01", Berichtcode::di01},
                             Wortel{ggk0310, "envelopRetourbericht-ggk_Du01", Berichtcode::du01},
                             Wortel{stuf, "Fo01Bericht", Berichtcode::fo01},
                             Wortel{stuf, "Bv03Bericht", Berichtcode::bv03},
                             Wortel{soap11, "Fault", Berichtcode::fo03}};

/// Where the text of an element goes, by its path below the root of the message; nullptr: nowhere.
std::string* field(Envelop& envelop, std::string_view path) {
    static constexpr std::string_view detail = "/detail/Fo03Bericht";
    if (path.starts_with(detail)) path.remove_prefix(detail.size());
    struct Field {
        std::string_view path;
        std::string& (*of)(Envelop&);
    };
    static constexpr std::array fields{
        Field{"/stuurgegevens/zender/organisatie", [](Envelop& e) -> std::string& { return e.zender.organisatie; }},
        Field{"/stuurgegevens/zender/applicatie", [](Envelop& e) -> std::string& { return e.zender.applicatie; }},
        Field{"/stuurgegevens/zender/administratie", [](Envelop& e) -> std::string& { return e.zender.administratie; }},
        Field{"/stuurgegevens/zender/gebruiker", [](Envelop& e) -> std::string& { return e.zender.gebruiker; }},
        Field{"/stuurgegevens/ontvanger/organisatie", [](Envelop& e) -> std::string& { return e.ontvanger.organisatie; }},
        Field{"/stuurgegevens/ontvanger/applicatie", [](Envelop& e) -> std::string& { return e.ontvanger.applicatie; }},
        Field{"/stuurgegevens/ontvanger/administratie", [](Envelop& e) -> std::string& { return e.ontvanger.administratie; }},
        Field{"/stuurgegevens/ontvanger/gebruiker", [](Envelop& e) -> std::string& { return e.ontvanger.gebruiker; }},
        Field{"/stuurgegevens/referentienummer", [](Envelop& e) -> std::string& { return e.referentienummer; }},
        Field{"/stuurgegevens/tijdstipBericht", [](Envelop& e) -> std::string& { return e.tijdstip_bericht; }},
        Field{"/stuurgegevens/crossRefnummer", [](Envelop& e) -> std::string& { return e.cross_refnummer; }},
        Field{"/stuurgegevens/functie", [](Envelop& e) -> std::string& { return e.functie; }},
        Field{"/parameters/applicatieVersie", [](Envelop& e) -> std::string& { return e.parameters.applicatie_versie; }},
        Field{"/parameters/applicatieSubversie", [](Envelop& e) -> std::string& { return e.parameters.applicatie_subversie; }},
        Field{"/parameters/functieVersie", [](Envelop& e) -> std::string& { return e.parameters.functie_versie; }},
        Field{"/parameters/functieSubversie", [](Envelop& e) -> std::string& { return e.parameters.functie_subversie; }},
        Field{"/body/code", [](Envelop& e) -> std::string& { return e.fout.code; }},
        Field{"/body/plek", [](Envelop& e) -> std::string& { return e.fout.plek; }},
        Field{"/body/omschrijving", [](Envelop& e) -> std::string& { return e.fout.omschrijving; }},
        Field{"/body/details", [](Envelop& e) -> std::string& { return e.fout.details; }},
        Field{"/faultstring", [](Envelop& e) -> std::string& { return e.fout.omschrijving; }},
    };
    auto const found = std::ranges::find(fields, path, &Field::path);
    return found == fields.end() ? nullptr : &found->of(envelop);
}

/// Follows a parse: what SOAP asks, and the facts. Goes on at what only the schema has against it, so that the sender can be answered.
class Lezer : public Events {
public:
    Lezer(Parser const& parser, EnvelopFout& fout) : parser_(parser), fout_(fout) {}

    std::optional<Soort> geweigerd; ///< by SOAP; `melding` says why
    bool invalid = false;           ///< the schema, or XML, has something against it
    bool suspect = false;           ///< some text is longer than its type allows in UTF-16 units: explain() counts characters
    Wortel const* wortel = nullptr;

    void startElement(xercesc::XMLElementDecl const& element, unsigned uri, XMLCh const*,
                      xercesc::RefVectorOf<xercesc::XMLAttr> const& attributes, XMLSize_t count, bool empty, bool) override {
        if ((++elements_ & 4095U) == 0 && deadline_.passed()) refuse(Soort::soap, "Het controleren van de envelop duurt te lang.");
        if (details_ != 0) {
            if (!empty) ++depth_;
            return;
        }
        auto const name = utf8(element.getBaseName());
        ++depth_;
        text_ = nullptr;
        if (depth_ == 1) envelope(name, parser_.name_space(uri));
        else if (depth_ == 2) part(name, parser_.name_space(uri));
        else if (depth_ == 3 && !in_body_) header_block(name, parser_.name_space(uri), attributes, count);
        else if (depth_ == 3) root(name, parser_.name_space(uri));
        else if (in_body_) inside(name);
        if (empty) end();
    }

    void endElement(xercesc::XMLElementDecl const&, unsigned, bool, XMLCh const*) override { end(); }

    void docCharacters(XMLCh const* text, XMLSize_t size, bool) override {
        if (text_) append_utf8(*text_, text, size);
    }

    void error(unsigned code, XMLCh const* domain, ErrTypes type, XMLCh const*, XMLCh const*, XMLCh const*, XMLFileLoc,
               XMLFileLoc) override {
        if (type == ErrType_Warning) return;
        if (type == ErrType_Error && std::u16string_view(domain) == xercesc::XMLUni::fgExceptDomain &&
            code == xercesc::XMLExcepts::VALUE_GT_maxLen) {
            suspect = true;
            return;
        }
        invalid = true;
        if (type == ErrType_Fatal) throw Stop{};
    }

    void check_complete() {
        if (geweigerd || invalid) return;
        if (!body_seen_) note(Soort::soap, "De envelop heeft geen Body.");
        else if (!wortel) note(Soort::soap, "De Body is leeg; er hoort precies één bericht in.");
    }

private:
    void note(Soort soort, std::string_view melding) {
        geweigerd = soort;
        fout_.melding = melding;
    }
    [[noreturn]] void refuse(Soort soort, std::string_view melding) {
        note(soort, melding);
        throw Stop{};
    }

    void envelope(std::string_view name, std::string_view name_space) {
        if (name != "Envelope") refuse(Soort::soap, "Het hoofdelement is geen Envelope van SOAP 1.1.");
        if (name_space != soap11) refuse(Soort::versie, "Alleen SOAP 1.1 wordt gesproken; dit is een andere versie.");
    }

    void part(std::string_view name, std::string_view name_space) {
        bool const soap = name_space == soap11;
        if (soap && name == "Header" && !header_seen_ && !body_seen_) {
            header_seen_ = true;
        } else if (soap && name == "Body" && !body_seen_) {
            in_body_ = body_seen_ = true;
        } else {
            refuse(Soort::soap, "In de Envelope hoort hooguit één Header en daarna precies één Body.");
        }
    }

    void header_block(std::string_view name, std::string_view name_space, xercesc::RefVectorOf<xercesc::XMLAttr> const& attributes,
                      XMLSize_t count) {
        if (std::ranges::find(addressing, name_space) != addressing.end()) {
            // Where an answer must go is never taken from a message: it goes back over the connection.
            if (name == "Action") text_ = &fout_.gelezen.actie;
            return;
        }
        for (XMLSize_t i = 0; i < count; ++i) {
            auto const& attribute = *attributes.elementAt(i);
            if (utf8(attribute.getName()) == "mustUnderstand" && parser_.name_space(attribute.getURIId()) == soap11 &&
                utf8(attribute.getValue()) != "0")
                refuse(Soort::must_understand, "Een headerblok moet begrepen worden en is hier onbekend.");
        }
        refuse(Soort::soap, "Eigen headerblokken zijn niet toegestaan; alleen die van WS-Addressing.");
    }

    void root(std::string_view name, std::string_view name_space) {
        if (wortel) refuse(Soort::soap, "In de Body hoort precies één bericht; er staan er meer.");
        auto const found =
            std::ranges::find_if(wortels, [&](Wortel const& w) { return w.name == name && w.name_space == name_space; });
        if (found == wortels.end()) refuse(Soort::soap, "Het bericht in de Body hoort niet bij deze dienst.");
        wortel = &*found;
        fout_.gelezen.berichtcode = found->code;
        fout_.gelezen.ggk0310 = found->name_space == ggk0310;
    }

    void inside(std::string_view name) {
        if (name == "detailsXML") details_ = depth_;
        path_ += '/';
        path_ += name;
        fout_.gelezen.tekst_bestand = fout_.gelezen.tekst_bestand || name == "tekstBestand";
        text_ = field(fout_.gelezen, path_);
        // Twice is against the schema; once is what is told.
        if (text_) text_->clear();
    }

    void end() {
        if (depth_ == details_) details_ = 0;
        if (details_ != 0) {
            --depth_;
            return;
        }
        text_ = nullptr;
        if (depth_ > 3 && in_body_) path_.erase(std::min(path_.rfind('/'), path_.size()));
        if (depth_ == 2) in_body_ = false;
        --depth_;
    }

    Parser const& parser_;
    EnvelopFout& fout_;
    Deadline deadline_;
    unsigned elements_ = 0;
    std::size_t depth_ = 0;
    std::size_t details_ = 0; ///< depth of the detailsXML that is open, in which anything may be
    bool header_seen_ = false;
    bool body_seen_ = false;
    bool in_body_ = false;
    std::string path_; ///< below the root of the message
    std::string* text_ = nullptr;
};

/// The bytes without the text of the payload, which is decoded on the way: a parser would hold it twice, in UTF-16.
struct Uitgelicht {
    std::string rest;            ///< what the parser reads
    std::string inhoud;          ///< the payload
    std::string_view inhoud_fout; ///< what is wrong with its base64; empty: nothing
    std::uint32_t tot_regel = 0; ///< the last line of the rest in front of its end
    std::uint32_t regels = 0;    ///< line ends that were taken out
};

class Uitlichter {
public:
    explicit Uitlichter(std::string_view text) : text_(text) {}

    Uitgelicht licht(std::size_t begin, std::size_t end) {
        if (begin == end) {
            made_.rest = text_;
            made_.inhoud_fout = "de inhoud is leeg";
            return std::move(made_);
        }
        made_.inhoud.reserve((end - begin) / 4 * 3);
        made_.rest = text_.substr(0, begin);
        made_.rest += "AAAA";
        for (auto at = begin; at < end;) {
            auto const open = std::min(text_.find('<', at), end);
            content(text_.substr(at, open - at), true);
            at = open;
            if (at == end) break;
            bool const comment = text_.substr(at, 4) == "<!--";
            auto const close = text_.find(comment ? "-->" : "]]>", at) + 3;
            if (comment) {
                made_.rest += text_.substr(at, close - at);
            } else {
                made_.rest += "<![CDATA[]]>";
                content(text_.substr(at + 9, close - at - 12), false);
            }
            at = close;
        }
        if (made_.inhoud_fout.empty() && !decoder_.finish()) made_.inhoud_fout = decoder_.why();
        if (made_.inhoud_fout.empty() && made_.inhoud.empty()) made_.inhoud_fout = "de inhoud is leeg";
        made_.tot_regel = static_cast<std::uint32_t>(1 + std::ranges::count(made_.rest, '\n'));
        made_.rest += text_.substr(end);
        return std::move(made_);
    }

private:
    void decode(std::string_view piece) {
        if (made_.inhoud_fout.empty() && !decoder_.add(piece, made_.inhoud)) made_.inhoud_fout = decoder_.why();
    }

    /// @param references whether &#13; stands for a character: writers that keep their line ends write it so
    void content(std::string_view text, bool references) {
        made_.regels += static_cast<std::uint32_t>(std::ranges::count(text, '\n'));
        while (!text.empty()) {
            auto const at = references ? text.find('&') : std::string_view::npos;
            decode(text.substr(0, at));
            if (at == std::string_view::npos) return;
            auto const end = text.find(';', at);
            auto const c = end == std::string_view::npos ? std::nullopt : character(text.substr(at + 1, end - at - 1));
            if (!c) return decode("&"); // no base64 either way
            decode({&*c, 1});
            text.remove_prefix(end + 1);
        }
    }

    /// The character of "#65" or "#x41"; nullopt when it is none below 128.
    static std::optional<char> character(std::string_view name) {
        if (!name.starts_with('#')) return std::nullopt;
        bool const hex = name.starts_with("#x");
        name.remove_prefix(hex ? 2 : 1);
        unsigned value = 0;
        auto const [end, ec] = std::from_chars(name.data(), name.data() + name.size(), value, hex ? 16 : 10);
        if (ec != std::errc() || end != name.data() + name.size() || value == 0 || value > 127) return std::nullopt;
        return static_cast<char>(value);
    }

    std::string_view text_;
    model::Base64Decoder decoder_;
    Uitgelicht made_;
};

/// Parsers are made anew after this many envelopes: each remembers the names it met.
constexpr unsigned most_uses = 1000;
struct ThreadParser {
    std::unique_ptr<Parser> parser;
    unsigned uses = 0;
};
thread_local ThreadParser own;

Parser& thread_parser(std::shared_ptr<Grammar const> grammar) {
    if (!own.parser || own.parser->grammar() != grammar.get() || ++own.uses > most_uses)
        own = {std::make_unique<Parser>(std::move(grammar)), 0};
    return *own.parser;
}

/// What the schema has against it, in words.
model::Findings uitleg(Schemas const& schemas, Prescan const& seen, Wortel const* wortel, Uitgelicht const& uit) {
    ElementOutline header{"Header", std::string(soap11), 0, 1, nullptr, {}, true};
    ElementOutline body{"Body", std::string(soap11), 1, 1, nullptr, {}, wortel == nullptr};
    if (wortel) body.children.push_back(*schemas.outline(wortel->name_space, wortel->name));
    ElementOutline const root{"Envelope", std::string(soap11), 1, 1, nullptr, {header, body}, false};
    auto findings = explain(schemas, root, seen, std::as_bytes(std::span(uit.rest)));
    for (auto& finding : findings) {
        finding.waarde.clear(); // it goes to the sender in a text of ours
        if (uit.regels == 0 || finding.lijn < uit.tot_regel) continue;
        finding.plaats.lijn = finding.lijn += uit.regels;
        finding.kolom = 0;
    }
    return findings;
}

bool tijdstip_bestaat(std::string_view text) {
    static constexpr std::array<std::size_t, 7> lengths{8, 10, 12, 14, 15, 16, 17};
    if (std::ranges::find(lengths, text.size()) == lengths.end()) return false;
    if (!model::parse_date(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)))) return false;
    auto const part = [&](std::size_t at, std::string_view most) { return text.size() < at + 2 || text.substr(at, 2) <= most; };
    return part(8, "23") && part(10, "59") && part(12, "59");
}

/// What the schema does not catch.
std::string_view stil(Envelop const& envelop, std::string_view inhoud_fout) {
    bool const stuk = envelop.berichtcode == Berichtcode::di01 || envelop.berichtcode == Berichtcode::du01;
    if (stuk && envelop.zender.organisatie.empty()) return "De organisatie van de zender is leeg.";
    if (stuk && envelop.ontvanger.organisatie.empty()) return "De organisatie van de ontvanger is leeg.";
    if (stuk && envelop.functie.empty()) return "De functie is leeg.";
    if (envelop.referentienummer.empty()) return "Het referentienummer is leeg.";
    if (envelop.berichtcode != Berichtcode::di01 && envelop.cross_refnummer.empty()) return "Het crossRefnummer is leeg.";
    if (!tijdstip_bestaat(envelop.tijdstip_bericht)) return "Het tijdstipBericht is geen moment dat bestaat.";
    if (stuk && !inhoud_fout.empty()) return inhoud_fout;
    return "";
}

std::unexpected<EnvelopFout> refusal(EnvelopFout fout, Soort soort, std::string melding) {
    fout.soort = soort;
    fout.melding = std::move(melding);
    return std::unexpected(std::move(fout));
}

} // namespace

EnvelopSchemas::EnvelopSchemas(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
EnvelopSchemas::~EnvelopSchemas() = default;

model::Result<std::shared_ptr<EnvelopSchemas const>> EnvelopSchemas::built_in() {
    std::vector<SchemaFile> files;
    for (auto const& file : ggk0210_files())
        if (file.path.ends_with(".xsd")) files.push_back({std::string(file.path), std::string(file.bytes)});
    // What imports another comes behind it.
    static constexpr std::array<std::string_view, 5> order{"xmlmime.xsd", "stuf0301.xsd", "ggk0210.xsd", "ggk0310.xsd", "soap11.xsd"};
    std::ranges::sort(files, {}, [](SchemaFile const& file) { return std::ranges::find(order, file.name) - order.begin(); });
    auto grammar = Grammar::load(files);
    if (!grammar)
        return std::unexpected(model::Error{model::ErrorCode::internal, fmt::format("{}: {}", grammar.error().file, grammar.error().text)});
    return std::shared_ptr<EnvelopSchemas const>(
        new EnvelopSchemas(std::make_unique<Impl>(std::move(files), std::move(*grammar))));
}

std::expected<Envelop, EnvelopFout> read_envelop(EnvelopSchemas const& envelop_schemas, std::span<std::byte const> bytes) {
    EnvelopFout fout;
    if (bytes.size() > most_envelop) return refusal(std::move(fout), Soort::soap, "De envelop is groter dan 25 MB.");
    auto const& schemas = envelop_schemas.impl().schemas;
    auto const is_known = [](std::string_view name) { return std::ranges::find(known_name_spaces, name) != known_name_spaces.end(); };
    auto const seen = prescan(is_known, bytes, payload_elements);
    if (seen.fault) return refusal(std::move(fout), Soort::soap, seen.fault->melding);

    auto uit = Uitlichter({reinterpret_cast<char const*>(bytes.data()), bytes.size()}).licht(seen.lang_begin, seen.lang_einde);
    auto& parser = thread_parser(schemas.grammar(seen.foreign_bytes));
    Lezer lezer(parser, fout);
    bool whole = true;
    try {
        parser.parse(std::as_bytes(std::span(uit.rest)), lezer);
    } catch (Stop const&) {
        own.parser.reset();
        whole = false;
    } catch (...) {
        own.parser.reset();
        throw;
    }
    if (whole) lezer.check_complete();
    if (lezer.geweigerd) {
        fout.soort = *lezer.geweigerd;
        return std::unexpected(std::move(fout));
    }
    if (lezer.invalid || lezer.suspect) {
        own.parser.reset();
        fout.bevindingen = uitleg(schemas, seen, lezer.wortel, uit);
        if (!whole) return refusal(std::move(fout), Soort::soap, "De envelop is geen welgevormde XML.");
        if (!fout.bevindingen.empty()) {
            auto melding = fout.bevindingen.front().melding;
            return refusal(std::move(fout), Soort::envelop, std::move(melding));
        }
        if (lezer.invalid) throw std::logic_error("an envelope that one pass refuses and the other does not");
    }
    // A fault of SOAP itself need not hold a Fo03.
    bool const bare = fout.gelezen.berichtcode == Berichtcode::fo03 && fout.gelezen.referentienummer.empty();
    if (auto const melding = bare ? std::string_view() : stil(fout.gelezen, uit.inhoud_fout); !melding.empty()) {
        auto const text = melding == uit.inhoud_fout ? fmt::format("De inhoud is niet te lezen: {}.", melding) : std::string(melding);
        return refusal(std::move(fout), Soort::envelop, text);
    }
    auto made = std::move(fout.gelezen);
    if (made.berichtcode == Berichtcode::di01 || made.berichtcode == Berichtcode::du01) made.inhoud = std::move(uit.inhoud);
    return made;
}

} // namespace xsd
