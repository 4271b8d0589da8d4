#include "xsd/pugi.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace xsd {
namespace {

/// Lines as XML counts them: LF, CR and CR LF each end one. Asked for places further and further on.
class Lines {
public:
    explicit Lines(std::string_view bytes) : bytes_(bytes) {}

    /// @returns the line, from 1, on which the start tag ends whose name is at `offset`. @pre not before the last one asked for
    std::uint32_t of_tag(std::size_t offset) {
        auto const end = tag_end(offset);
        for (; line_feed_ < end; line_feed_ = bytes_.find('\n', line_feed_ + 1)) ++line_;
        if (has_cr_) line_ += lone_cr(end);
        seen_ = end;
        return line_;
    }

private:
    [[nodiscard]] std::uint32_t lone_cr(std::size_t end) const {
        std::uint32_t count = 0;
        for (auto at = seen_; at < end; ++at)
            if (bytes_[at] == '\r' && (at + 1 == bytes_.size() || bytes_[at + 1] != '\n')) ++count;
        return count;
    }

    /// A > may stand in the value of an attribute.
    [[nodiscard]] std::size_t tag_end(std::size_t at) const {
        char quote = 0;
        for (; at < bytes_.size(); ++at) {
            char const c = bytes_[at];
            if (quote != 0) quote = c == quote ? '\0' : quote;
            else if (c == '>') break;
            else if (c == '"' || c == '\'') quote = c;
        }
        return at;
    }

    std::string_view bytes_;
    std::size_t line_feed_ = bytes_.find('\n'); ///< the first one that is not counted
    bool has_cr_ = bytes_.find('\r') != std::string_view::npos;
    std::size_t seen_ = 0;
    std::uint32_t line_ = 1;
};

/// The text of a leaf that has one text and nothing else, or none. Where a comment or CDATA stands in it, blanks beside those are not in
/// the tree. @returns false: it is such a one
bool take_text(pugi::xml_node leaf, std::string& text) {
    auto const child = leaf.first_child();
    if (!child) return true;
    if (child.type() != pugi::node_pcdata || child.next_sibling()) return false;
    text = child.value();
    return true;
}

/// As deep as the shapes are. @returns false: they have no place for it, or the tree does not tell all of its text
bool walk(pugi::xml_node element, Builder& builder, Lines& lines) {
    auto const* name = element.name();
    auto const* colon = std::strchr(name, ':');
    auto const line = [&] { return lines.of_tag(static_cast<std::size_t>(element.offset_debug())); };
    if (!builder.start(colon == nullptr ? name : colon + 1, line)) return false;
    if (auto* text = builder.leaf()) {
        if (!take_text(element, *text)) return false;
    } else {
        for (auto child = element.first_child(); child; child = child.next_sibling())
            if (child.type() == pugi::node_element && !walk(child, builder, lines)) return false;
    }
    builder.end();
    return true;
}

} // namespace

bool build(std::span<std::byte const> payload, Builder& builder) {
    // Blank text is kept where it is all there is in an element: the value of a leaf, not what stands between elements.
    constexpr auto how = pugi::parse_cdata | pugi::parse_comments | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata_single;
    pugi::xml_document document;
    if (!document.load_buffer(payload.data(), payload.size(), how, pugi::encoding_utf8)) return false;
    Lines lines({reinterpret_cast<char const*>(payload.data()), payload.size()});
    return walk(document.document_element(), builder, lines) && builder.complete();
}

} // namespace xsd
