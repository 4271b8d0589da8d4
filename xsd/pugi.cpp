#include "xsd/pugi.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
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
        auto const passed = bytes_.substr(seen_, end - seen_);
        line_ += static_cast<std::uint32_t>(std::ranges::count(passed, '\n'));
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
    bool has_cr_ = bytes_.find('\r') != std::string_view::npos;
    std::size_t seen_ = 0;
    std::uint32_t line_ = 1;
};

bool is_text(pugi::xml_node node) { return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata; }

/// As deep as the shapes are. @returns false: they have no place for it
bool walk(pugi::xml_node element, Builder& builder, Lines& lines) {
    auto const* name = element.name();
    auto const* colon = std::strchr(name, ':');
    auto const line = [&] { return lines.of_tag(static_cast<std::size_t>(element.offset_debug())); };
    if (!builder.start(colon == nullptr ? name : colon + 1, line)) return false;
    for (auto node = element.first_child(); node; node = node.next_sibling()) {
        if (is_text(node)) {
            if (auto* leaf = builder.leaf()) *leaf += node.value();
        } else if (!walk(node, builder, lines)) {
            return false;
        }
    }
    builder.end();
    return true;
}

} // namespace

bool build(std::span<std::byte const> payload, Builder& builder) {
    // Blank text is kept: in a leaf it is its value. Comments and instructions are not.
    constexpr auto how = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata;
    pugi::xml_document document;
    if (!document.load_buffer(payload.data(), payload.size(), how, pugi::encoding_utf8)) return false;
    Lines lines({reinterpret_cast<char const*>(payload.data()), payload.size()});
    return walk(document.document_element(), builder, lines) && builder.complete();
}

} // namespace xsd
