#pragma once

#include "xsd/model/error.hpp"

#include <xercesc/framework/XMLDocumentHandler.hpp>
#include <xercesc/framework/XMLErrorReporter.hpp>
#include <xercesc/framework/XMLGrammarPool.hpp>
#include <xercesc/sax/Locator.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The only door to Xerces-C++. Everything here is internal to xsd/.
namespace xsd {

/// A schema file in memory. `name` is the bare file name in lower case, as an xs:import finds it.
struct SchemaFile {
    std::string name;
    std::string bytes;
};

/// UTF-16 appended to `out` as UTF-8. A lone surrogate, which Xerces never delivers, becomes U+FFFD.
void append_utf8(std::string& out, char16_t const* text, std::size_t size);
[[nodiscard]] std::string utf8(char16_t const* text);

/// What is wrong in a schema.
struct SchemaFault {
    std::string file;
    std::uint32_t line = 0; ///< 0: the file as a whole
    std::uint32_t column = 0;
    std::string text; ///< the schema processor's own, which holds no personal data
};

/// The schemas of one release of one domain: loaded, checked, locked. Safe to share between threads.
class Grammar {
public:
    /// Starts Xerces on first use. Loads basisschema.xsd first, then the others; an import finds only files of this list.
    /// @returns the first fault of a schema
    static std::expected<std::shared_ptr<Grammar const>, SchemaFault> load(std::vector<SchemaFile> const& files);
    ~Grammar();
    Grammar(Grammar const&) = delete;
    Grammar& operator=(Grammar const&) = delete;

    [[nodiscard]] xercesc::XMLGrammarPool& pool() const noexcept { return *pool_; }

private:
    Grammar();
    std::unique_ptr<xercesc::XMLGrammarPool> pool_;
};

/// Thrown by a handler to end a parse at once.
struct Stop {};

/// What a parse tells. Derived classes override what they need; the rest does nothing.
class Events : public xercesc::XMLDocumentHandler, public xercesc::XMLErrorReporter {
public:
    void docComment(XMLCh const*) override {}
    void docPI(XMLCh const*, XMLCh const*) override {}
    void endDocument() override {}
    void endEntityReference(xercesc::XMLEntityDecl const&) override {}
    void ignorableWhitespace(XMLCh const*, XMLSize_t, bool) override {}
    void resetDocument() override {}
    void startDocument() override {}
    void startEntityReference(xercesc::XMLEntityDecl const&) override {}
    void XMLDecl(XMLCh const*, XMLCh const*, XMLCh const*, XMLCh const*) override {}
    void resetErrors() override {}

    /// Set by the parser before the first event.
    xercesc::Locator const* locator = nullptr;
};

/// One parser on one grammar, for one thread. Reads nothing but the bytes it is given.
class Parser {
public:
    explicit Parser(std::shared_ptr<Grammar const> grammar);
    ~Parser();
    Parser(Parser const&) = delete;
    Parser& operator=(Parser const&) = delete;

    /// @pre the bytes passed prescan(). Throws what the handler throws; after a throw the parser must not be used again.
    void parse(std::span<std::byte const> bytes, Events& events);
    /// The text of a namespace number that an event named.
    [[nodiscard]] std::string name_space(unsigned id) const;
    [[nodiscard]] Grammar const* grammar() const noexcept { return grammar_.get(); }

private:
    struct Parts;
    std::shared_ptr<Grammar const> grammar_;
    std::unique_ptr<Parts> parts_;
};

/// CPU time of this thread since construction. A parse that takes longer than two seconds is ended: the largest message allowed
/// takes a tenth of that.
class Deadline {
public:
    Deadline();
    [[nodiscard]] bool passed() const;

private:
    std::int64_t end_ns_;
};

} // namespace xsd
