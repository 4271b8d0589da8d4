#include "xsd/prescan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace xsd {
namespace {

using namespace std::string_view_literals;

constexpr auto npos = std::string_view::npos;

/// Characters that end a name in a start tag.
constexpr auto ends_name = [] {
    std::array<bool, 256> table{};
    for (char const c : " \t\r\n>/="sv) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Offset of the first byte that is not part of complete, valid UTF-8; npos when all is.
std::size_t first_bad_utf8(std::string_view bytes) {
    auto const* p = reinterpret_cast<unsigned char const*>(bytes.data());
    auto const size = bytes.size();
    std::size_t i = 0;
    while (i < size) {
        if (p[i] < 0x80) {
            for (std::uint64_t word; i + sizeof word <= size; i += sizeof word) {
                std::memcpy(&word, p + i, sizeof word);
                if (word & 0x8080808080808080U) break;
            }
            while (i < size && p[i] < 0x80) ++i;
            continue;
        }
        std::size_t length = 0;
        unsigned char low = 0x80;
        unsigned char high = 0xBF;
        auto const lead = p[i];
        if (lead >= 0xC2 && lead <= 0xDF) {
            length = 2;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            length = 3;
            if (lead == 0xE0) low = 0xA0;  // overlong
            if (lead == 0xED) high = 0x9F; // surrogates
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            length = 4;
            if (lead == 0xF0) low = 0x90;
            if (lead == 0xF4) high = 0x8F; // above U+10FFFF
        }
        if (length == 0 || i + length > size || p[i + 1] < low || p[i + 1] > high) return i;
        for (std::size_t k = 2; k < length; ++k) {
            if (p[i + k] < 0x80 || p[i + k] > 0xBF) return i;
        }
        i += length;
    }
    return npos;
}

model::Bron limit() { return {"lokaal", "grenzen van de XML-lezer", ""}; }
model::Bron op192() { return {"standaard", "OP192", ""}; }

class Scanner {
public:
    Scanner(std::function<bool(std::string_view)> is_known, std::string_view bytes, std::span<std::string_view const> lange)
        : is_known_(std::move(is_known)), bytes_(bytes), lange_(lange) {}

    Prescan run() {
        if (encoding() && declaration()) markup();
        return std::move(found_);
    }

private:
    bool refuse(std::size_t offset, XmlFault fault) {
        found_.fault = xml_finding(std::move(fault), position(bytes_, offset));
        return false;
    }

    bool too_much(std::size_t offset, std::string what, std::size_t most) {
        return refuse(offset, {what, "Stuur een bericht dat binnen deze grens blijft.", fmt::format("ten hoogste {}", most), limit()});
    }

    bool encoding() {
        static constexpr std::string_view utf8_please = "Sla het bericht op als UTF-8 zonder byte order mark.";
        if (trim_end(bytes_).empty())
            return refuse(0, {"Het bericht is leeg.", "Stuur één XML-bericht van de standaard, bijvoorbeeld een 301 of een 323."});
        if (bytes_.starts_with("\xEF\xBB\xBF"))
            return refuse(
                0, {"Het bericht begint met een byte order mark.", std::string(utf8_please), "UTF-8 zonder byte order mark", op192()});
        for (auto const mark : {"\xFF\xFE"sv, "\xFE\xFF"sv, "<\0"sv, "\0<"sv, "\0\0"sv}) {
            if (bytes_.starts_with(mark))
                return refuse(0, {"Het bericht is gecodeerd in UTF-16 of UTF-32.", std::string(utf8_please), "UTF-8", op192()});
        }
        if (auto const nul = bytes_.find('\0'); nul != npos)
            return refuse(nul, {"Het bericht bevat een nulbyte; die kan in XML niet voorkomen.", "Stuur alleen de tekst van het bericht."});
        if (auto const bad = first_bad_utf8(bytes_); bad != npos)
            return refuse(bad, {"Het bericht is geen geldig UTF-8: hier staat een byte die niet in een teken past.",
                                std::string(utf8_please), "UTF-8", op192()});
        return true;
    }

    static std::string_view trim_end(std::string_view text) {
        auto const last = text.find_last_not_of(" \t\r\n");
        return last == npos ? std::string_view{} : text.substr(0, last + 1);
    }

    /// `<?xml version="1.0" encoding="UTF-8"?>`, or no declaration at all.
    bool declaration() {
        if (!bytes_.starts_with("<?xml") || bytes_.size() < 6 || !is_blank(bytes_[5])) return true;
        auto const end = bytes_.find("?>");
        if (end == npos || end > 256)
            return refuse(0, {"De XML-declaratie is niet afgesloten.", R"(Begin met <?xml version="1.0" encoding="UTF-8"?>.)"});
        auto rest = bytes_.substr(5, end - 5);
        while (true) {
            while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
            if (rest.empty()) break;
            auto const is = rest.find('=');
            if (is == npos) break; // Xerces tells what is wrong with it
            auto const name = trim_end(rest.substr(0, is));
            rest.remove_prefix(is + 1);
            while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
            if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) break;
            auto const quote = rest.find(rest.front(), 1);
            if (quote == npos) break;
            auto const value = rest.substr(1, quote - 1);
            rest.remove_prefix(quote + 1);
            if (name == "version" && value != "1.0")
                return refuse(0, {"Het bericht is geen XML 1.0.", R"(Zet version="1.0" in de XML-declaratie.)", "1.0"});
            if (name == "encoding" && !is_utf8(value))
                return refuse(0, {"De XML-declaratie noemt een andere codering dan UTF-8.",
                                  R"(Codeer het bericht in UTF-8 en zet encoding="UTF-8" in de declaratie.)", "UTF-8", op192()});
        }
        at_ = end + 2;
        return true;
    }

    static bool is_utf8(std::string_view label) {
        return label.size() == 5 && (label[0] | 32) == 'u' && (label[1] | 32) == 't' && (label[2] | 32) == 'f' && label.substr(3) == "-8";
    }

    /// Steps from tag to tag. Its idea of where tags begin and end is that of XML; where the input is malformed it may stop
    /// early, and Xerces, which then has the whole input, ends there too.
    void markup() {
        while (true) {
            auto const open = bytes_.find('<', at_);
            auto const end = open == npos ? bytes_.size() : open;
            text_ += end - at_;
            if (text_ > limits::text && depth_ > 0) {
                too_much(at_, "De tekst van een element is te lang.", limits::text);
                return;
            }
            if (open == npos) break;
            at_ = open;
            if (!tag()) return;
        }
        if (depth_ > 0) found_.open_at_end = true;
        if (!seen_root_ && !found_.fault && !found_.open_at_end)
            refuse(0, {"Het bericht is geen XML: er staat geen element in.", "Stuur één XML-bericht van de standaard."});
    }

    bool unfinished() {
        found_.open_at_end = true;
        if (!seen_root_)
            refuse(at_, {"Het bericht is afgebroken voordat het eerste element compleet is.", "Stuur het hele bericht opnieuw."});
        return false;
    }

    /// @returns whether to go on
    bool tag() {
        auto const next = at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : '\0';
        if (next == '!' || next == '?') return not_a_tag();
        text_ = 0;
        if (next == '/') {
            auto const end = bytes_.find('>', at_);
            if (end == npos) return unfinished();
            if (depth_ > 0) --depth_;
            at_ = end + 1;
            return true;
        }
        return start_tag();
    }

    bool not_a_tag() {
        auto const rest = bytes_.substr(at_);
        if (rest.starts_with("<!--")) {
            auto const end = bytes_.find("-->", at_ + 4);
            if (end == npos) return unfinished();
            if (end - at_ > limits::text) return too_much(at_, "Een commentaar is te lang.", limits::text);
            at_ = end + 3;
            return true;
        }
        if (rest.starts_with("<![CDATA[")) {
            auto const end = bytes_.find("]]>", at_ + 9);
            if (end == npos) return unfinished();
            text_ += end - at_ - 9;
            at_ = end + 3;
            return true;
        }
        if (rest.starts_with("<!"))
            return refuse(at_, {"Het bericht bevat een documenttypedeclaratie (DOCTYPE, ENTITY); die is niet toegestaan.",
                                "Laat de declaratie weg; de standaard gebruikt haar niet.", "geen DOCTYPE", limit()});
        if (rest.starts_with("<?xml") && rest.size() > 5 && is_blank(rest[5]))
            return refuse(
                at_, {"De XML-declaratie staat niet helemaal vooraan.", "Begin het bericht met de XML-declaratie, zonder iets ervoor."});
        return refuse(at_, {"Het bericht bevat een verwerkingsinstructie; die is niet toegestaan.",
                            "Laat alle <?...?> na de XML-declaratie weg.", "geen verwerkingsinstructies", limit()});
    }

    bool start_tag() {
        auto i = at_ + 1;
        auto const size = bytes_.size();
        while (i < size && !ends_name[static_cast<unsigned char>(bytes_[i])]) ++i;
        auto const name = bytes_.substr(at_ + 1, i - at_ - 1);
        if (name.size() > limits::name) return too_much(at_, "Een elementnaam is te lang.", limits::name);
        if (++elements_ > limits::elements) return too_much(at_, "Het bericht heeft te veel elementen.", limits::elements);
        if (depth_ + 1 > limits::depth) return too_much(at_, "De elementen zijn te diep genest.", limits::depth);

        std::string_view prefix;
        if (!seen_root_ && name.find(':') != npos) prefix = name.substr(0, name.find(':'));
        std::size_t count = 0;
        bool empty = false;
        while (true) {
            while (i < size && is_blank(bytes_[i])) ++i;
            if (i >= size) return unfinished();
            if (bytes_[i] == '>') break;
            if (bytes_[i] == '/') {
                empty = true;
                ++i;
                continue;
            }
            empty = false;
            auto const begin = i;
            while (i < size && bytes_[i] != '=' && bytes_[i] != '>' && bytes_[i] != '<') ++i;
            if (i >= size) return unfinished();
            if (bytes_[i] != '=') return malformed_tag();
            auto const attribute = trim_end(bytes_.substr(begin, i - begin));
            if (attribute.size() > limits::name) return too_much(at_, "Een attribuutnaam is te lang.", limits::name);
            if (++count > limits::attributes) return too_much(at_, "Een element heeft te veel attributen.", limits::attributes);
            ++i;
            while (i < size && is_blank(bytes_[i])) ++i;
            if (i >= size) return unfinished();
            if (bytes_[i] != '"' && bytes_[i] != '\'') return malformed_tag();
            auto const quote = bytes_.find(bytes_[i], i + 1);
            if (quote == npos) return unfinished();
            auto const value = bytes_.substr(i + 1, quote - i - 1);
            if (value.size() > limits::attribute) return too_much(at_, "De waarde van een attribuut is te lang.", limits::attribute);
            if (attribute == "xmlns" || attribute.starts_with("xmlns:")) {
                if (!is_known_(value)) found_.foreign_bytes += value.size() + 64;
                auto const declared = attribute == "xmlns" ? std::string_view{} : attribute.substr(6);
                if (!seen_root_ && declared == prefix) found_.name_space = value;
            }
            i = quote + 1;
        }
        if (!seen_root_) {
            seen_root_ = true;
            found_.root_at = position(bytes_, at_);
            found_.root = prefix.empty() ? name : name.substr(prefix.size() + 1);
        }
        if (!empty) ++depth_;
        at_ = i + 1;
        if (lange_.empty() || empty || found_.lang_einde != 0) return true;
        bool const lang = std::ranges::find(lange_, name.substr(name.find(':') + 1)) != lange_.end();
        return !lang || long_text();
    }

    /// Steps over the text of an element, when text, CDATA and comments are all there is in it.
    bool long_text() {
        auto i = at_;
        while (true) {
            i = bytes_.find('<', i);
            if (i == npos) return unfinished();
            auto const rest = bytes_.substr(i);
            if (rest.starts_with("</")) break;
            bool const comment = rest.starts_with("<!--");
            if (!comment && !rest.starts_with("<![CDATA[")) return true;
            auto const end = comment ? bytes_.find("-->", i + 4) : bytes_.find("]]>", i + 9);
            if (end == npos) return unfinished();
            if (comment && end - i > limits::text) return too_much(i, "Een commentaar is te lang.", limits::text);
            i = end + 3;
        }
        found_.lang_begin = at_;
        found_.lang_einde = at_ = i;
        return true;
    }

    /// Xerces says what is wrong; but without a root it has no schema to start with.
    bool malformed_tag() {
        if (!seen_root_)
            refuse(at_,
                   {"Het bericht is geen XML: het eerste element is niet goed geschreven.", "Stuur één XML-bericht van de standaard."});
        return false;
    }

    std::function<bool(std::string_view)> is_known_;
    std::string_view bytes_;
    std::span<std::string_view const> lange_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t text_ = 0;
    std::size_t elements_ = 0;
    bool seen_root_ = false;
    Prescan found_;
};

} // namespace

Position position(std::string_view bytes, std::size_t offset) {
    Position at;
    std::size_t line_begin = 0;
    for (std::size_t i = 0; i < offset && i < bytes.size(); ++i) {
        if (bytes[i] == '\n') {
            ++at.line;
            line_begin = i + 1;
        }
    }
    for (std::size_t i = line_begin; i < offset && i < bytes.size(); ++i) {
        if ((static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80) ++at.column;
    }
    return at;
}

model::Finding xml_finding(XmlFault fault, Position at, std::string xpath) {
    model::Finding f;
    f.regel = "XML";
    f.niveau = model::Niveau::xsd;
    f.plaats.lijn = at.line;
    f.xpath = std::move(xpath);
    f.lijn = at.line;
    f.kolom = at.column;
    f.melding = std::move(fault.melding);
    f.grens = std::move(fault.grens);
    f.bron = std::move(fault.bron);
    f.oplossing = std::move(fault.oplossing);
    return f;
}

Prescan prescan(SchemaSet::Impl const& schemas, std::span<std::byte const> payload) {
    return prescan([&schemas](std::string_view name_space) { return schemas.is_known(name_space); }, payload, {});
}

Prescan prescan(std::function<bool(std::string_view)> is_known, std::span<std::byte const> payload,
                std::span<std::string_view const> lange) {
    return Scanner(std::move(is_known), {reinterpret_cast<char const*>(payload.data()), payload.size()}, lange).run();
}

} // namespace xsd
