#include "xsd/xerces.hpp"

#include <fmt/format.h>
#include <xercesc/framework/MemBufInputSource.hpp>
#include <xercesc/framework/XMLEntityHandler.hpp>
#include <xercesc/framework/XMLGrammarPoolImpl.hpp>
#include <xercesc/internal/XMLScanner.hpp>
#include <xercesc/internal/XMLScannerResolver.hpp>
#include <xercesc/sax/EntityResolver.hpp>
#include <xercesc/sax/ErrorHandler.hpp>
#include <xercesc/sax/SAXParseException.hpp>
#include <xercesc/sax2/SAX2XMLReader.hpp>
#include <xercesc/sax2/XMLReaderFactory.hpp>
#include <xercesc/util/PlatformUtils.hpp>
#include <xercesc/util/XMLNetAccessor.hpp>
#include <xercesc/util/XMLUni.hpp>
#include <xercesc/validators/common/GrammarResolver.hpp>

#include <algorithm>
#include <cstdlib>
#include <ctime>

namespace xsd {
namespace {

using namespace xercesc;

constexpr std::int64_t limit_ns = 2'000'000'000;

/// Never terminated: parsers live in thread-local storage until their threads end, the last one after main.
void start() {
    static bool const started = [] {
        // Read by Xerces at each parse; "1" is the only value that works.
        setenv("XERCES_DISABLE_DTD", "1", 1);
        XMLPlatformUtils::Initialize();
        delete XMLPlatformUtils::fgNetAccessor;
        XMLPlatformUtils::fgNetAccessor = nullptr;
        return true;
    }();
    static_cast<void>(started);
}

std::unique_ptr<InputSource> source(void const* bytes, std::size_t size) {
    auto made = std::make_unique<MemBufInputSource>(static_cast<XMLByte const*>(bytes), size, u"bericht", false);
    made->setEncoding(XMLUni::fgUTF8EncodingString);
    made->setCopyBufToStream(false);
    return made;
}

/// Finds an import among the files at hand, and nothing else.
class Imports : public EntityResolver {
public:
    explicit Imports(std::vector<SchemaFile> const& files) : files_(files) {}

    InputSource* resolveEntity(XMLCh const*, XMLCh const* system_id) override {
        auto name = utf8(system_id);
        name.erase(0, name.find_last_of('/') + 1);
        std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        auto const found = std::ranges::find(files_, name, &SchemaFile::name);
        if (found == files_.end()) throw Stop{};
        return source(found->bytes.data(), found->bytes.size()).release();
    }

private:
    std::vector<SchemaFile> const& files_;
};

class FirstFault : public ErrorHandler {
public:
    void warning(SAXParseException const&) override {}
    void error(SAXParseException const& e) override { keep(e); }
    void fatalError(SAXParseException const& e) override { keep(e); }
    void resetErrors() override {}

    SchemaFault first; ///< no text: none

private:
    void keep(SAXParseException const& e) {
        if (first.text.empty())
            first = {"", static_cast<std::uint32_t>(e.getLineNumber()), static_cast<std::uint32_t>(e.getColumnNumber()),
                     utf8(e.getMessage())};
    }
};

/// A message has no external parts: whatever asks for one ends the parse.
class NoEntities : public XMLEntityHandler {
public:
    void endInputSource(InputSource const&) override {}
    bool expandSystemId(XMLCh const*, XMLBuffer&) override { return false; }
    void resetEntities() override {}
    InputSource* resolveEntity(XMLResourceIdentifier*) override { throw Stop{}; }
    void startInputSource(InputSource const&) override {}
};

} // namespace

void append_utf8(std::string& out, char16_t const* text, std::size_t size) {
    auto const begin = out.size();
    out.resize(begin + size);
    auto* to = out.data() + begin;
    std::size_t i = 0;
    char16_t all = 0;
    for (; i < size; ++i) {
        all |= text[i];
        to[i] = static_cast<char>(text[i]);
    }
    if (all < 0x80) return;

    out.resize(begin);
    for (i = 0; i < size; ++i) {
        char32_t c = text[i];
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < size && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (text[++i] - 0xDC00U);
        } else if (c >= 0xD800 && c < 0xE000) {
            c = 0xFFFD;
        }
        auto const put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0 | c >> 6);
            put(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            put(0xE0 | c >> 12);
            put(0x80 | (c >> 6 & 0x3F));
            put(0x80 | (c & 0x3F));
        } else {
            put(0xF0 | c >> 18);
            put(0x80 | (c >> 12 & 0x3F));
            put(0x80 | (c >> 6 & 0x3F));
            put(0x80 | (c & 0x3F));
        }
    }
}

std::string utf8(char16_t const* text) {
    std::string out;
    if (text) append_utf8(out, text, std::char_traits<char16_t>::length(text));
    return out;
}

Grammar::Grammar() : pool_(std::make_unique<XMLGrammarPoolImpl>()) {}
Grammar::~Grammar() = default;

std::expected<std::shared_ptr<Grammar const>, SchemaFault> Grammar::load(std::vector<SchemaFile> const& files) {
    start();
    auto grammar = std::shared_ptr<Grammar>(new Grammar);
    std::unique_ptr<SAX2XMLReader> reader(XMLReaderFactory::createXMLReader(XMLPlatformUtils::fgMemoryManager, grammar->pool_.get()));
    Imports imports(files);
    FirstFault fault;
    reader->setEntityResolver(&imports);
    reader->setErrorHandler(&fault);
    reader->setFeature(XMLUni::fgXercesSchemaFullChecking, true);
    reader->setFeature(XMLUni::fgXercesUseCachedGrammarInParse, true);
    reader->setFeature(XMLUni::fgXercesHandleMultipleImports, true);
    reader->setFeature(XMLUni::fgXercesDisableDefaultEntityResolution, true);

    std::vector<SchemaFile const*> order;
    for (auto const& file : files) order.push_back(&file);
    std::ranges::stable_partition(order, [](SchemaFile const* file) { return file->name == "basisschema.xsd"; });
    for (auto const* file : order) {
        auto const bad = [&](std::string text, std::uint32_t line = 0, std::uint32_t column = 0) {
            return std::unexpected(SchemaFault{file->name, line, column, std::move(text)});
        };
        try {
            auto const bytes = source(file->bytes.data(), file->bytes.size());
            auto const* made = reader->loadGrammar(*bytes, xercesc::Grammar::SchemaGrammarType, true);
            if (!fault.first.text.empty()) return bad(fault.first.text, fault.first.line, fault.first.column);
            if (!made) return bad("no schema");
        } catch (Stop const&) {
            return bad("imports a file that is not there");
        } catch (XMLException const& e) {
            return bad(utf8(e.getMessage()));
        } catch (SAXException const& e) {
            return bad(utf8(e.getMessage()));
        }
    }
    grammar->pool_->lockPool();
    return grammar;
}

struct Parser::Parts {
    // Destroyed in reverse: the scanner uses the resolver.
    std::unique_ptr<GrammarResolver> resolver;
    NoEntities entities;
    std::unique_ptr<XMLScanner> scanner;
};

Parser::Parser(std::shared_ptr<Grammar const> grammar) : grammar_(std::move(grammar)), parts_(std::make_unique<Parts>()) {
    parts_->resolver = std::make_unique<GrammarResolver>(&grammar_->pool());
    // The scanner without DTD or entity code. Driven directly, not through SAX2XMLReader: that would normalise blanks away
    // (" 2026-04-01 " must stay as sent), hide error codes and build names nobody reads.
    parts_->scanner.reset(XMLScannerResolver::resolveScanner(XMLUni::fgSGXMLScanner, nullptr, parts_->resolver.get()));
    auto& scanner = *parts_->scanner;
    scanner.setURIStringPool(parts_->resolver->getStringPool());
    scanner.setEntityHandler(&parts_->entities);
    scanner.setDoNamespaces(true);
    scanner.setDoSchema(true);
    scanner.setValidationScheme(XMLScanner::Val_Always);
    scanner.setValidationSchemaFullChecking(false);
    scanner.setIdentityConstraintChecking(false);
    scanner.useCachedGrammarInParse(true);
    scanner.cacheGrammarFromParse(false);
    scanner.setLoadSchema(false);
    scanner.setLoadExternalDTD(false);
    scanner.setDisallowDTD(true);
    scanner.setDisableDefaultEntityResolution(true);
    scanner.setExitOnFirstFatal(true);
    scanner.setNormalizeData(false);
    scanner.setCalculateSrcOfs(false);
}

Parser::~Parser() = default;

void Parser::parse(std::span<std::byte const> bytes, Events& events) {
    auto& scanner = *parts_->scanner;
    events.locator = scanner.getLocator();
    scanner.setDocHandler(&events);
    scanner.setErrorReporter(&events);
    scanner.scanDocument(*source(bytes.data(), bytes.size()));
}

std::string Parser::name_space(unsigned id) const { return utf8(parts_->resolver->getStringPool()->getValueForId(id)); }

namespace {

std::int64_t cpu_ns() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1'000'000'000 + now.tv_nsec;
}

} // namespace

Deadline::Deadline() : end_ns_(cpu_ns() + limit_ns) {}
bool Deadline::passed() const { return cpu_ns() > end_ns_; }

} // namespace xsd
