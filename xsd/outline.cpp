#include "xsd/outline.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xercesc/framework/psvi/XSComplexTypeDefinition.hpp>
#include <xercesc/framework/psvi/XSElementDeclaration.hpp>
#include <xercesc/framework/psvi/XSModel.hpp>
#include <xercesc/framework/psvi/XSModelGroup.hpp>
#include <xercesc/framework/psvi/XSNamedMap.hpp>
#include <xercesc/framework/psvi/XSParticle.hpp>
#include <xercesc/framework/psvi/XSSimpleTypeDefinition.hpp>

#include <charconv>
#include <unordered_map>

namespace xsd {
namespace {

using namespace xercesc;

constexpr std::string_view schema_name_space = "http://www.w3.org/2001/XMLSchema";
constexpr int deepest = 32;

std::optional<std::size_t> count(XMLCh const* text) {
    auto const digits = utf8(text);
    std::size_t value = 0;
    auto const [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return fault == std::errc{} && !digits.empty() ? std::optional(value) : std::nullopt;
}

std::vector<std::string> strings(StringList* list) {
    std::vector<std::string> out;
    for (XMLSize_t i = 0; list && i < list->size(); ++i) out.push_back(utf8(list->elementAt(i)));
    return out;
}

class Maker {
public:
    ElementOutline element(XSElementDeclaration& declaration, int depth) {
        ElementOutline made;
        made.name = utf8(declaration.getName());
        made.name_space = utf8(declaration.getNamespace());
        auto* type = declaration.getTypeDefinition();
        if (type->getTypeCategory() == XSTypeDefinition::SIMPLE_TYPE) {
            made.simple = simple(static_cast<XSSimpleTypeDefinition*>(type));
            return made;
        }
        auto* complex = static_cast<XSComplexTypeDefinition*>(type);
        auto* particle = complex->getParticle();
        if (complex->getContentType() != XSComplexTypeDefinition::CONTENTTYPE_ELEMENT || !particle || depth == deepest ||
            particle->getTermType() != XSParticle::TERM_MODELGROUP || particle->getMinOccurs() != 1 || particle->getMaxOccurs() != 1 ||
            particle->getModelGroupTerm()->getCompositor() != XSModelGroup::COMPOSITOR_SEQUENCE) {
            made.opaque = true;
            return made;
        }
        auto* parts = particle->getModelGroupTerm()->getParticles();
        for (XMLSize_t i = 0; i < parts->size(); ++i) {
            auto* part = parts->elementAt(i);
            if (part->getTermType() != XSParticle::TERM_ELEMENT) {
                made.children.clear();
                made.opaque = true;
                return made;
            }
            auto child = element(*part->getElementTerm(), depth + 1);
            child.min = part->getMinOccurs();
            child.max = part->getMaxOccursUnbounded() ? ElementOutline::unbounded : part->getMaxOccurs();
            made.children.push_back(std::move(child));
        }
        return made;
    }

private:
    std::shared_ptr<SimpleType const> simple(XSSimpleTypeDefinition* type) {
        auto& made = known_[type];
        if (made) return made;
        auto fresh = std::make_shared<SimpleType>();
        for (XSTypeDefinition* at = type; at && at->getTypeCategory() == XSTypeDefinition::SIMPLE_TYPE;) {
            auto const name = utf8(at->getName());
            if (utf8(at->getNamespace()) == schema_name_space) {
                if (fresh->name.empty()) fresh->name = "xs:" + name;
                if (name == "integer") fresh->kind = SimpleType::Kind::integer;
                if (name == "date") fresh->kind = SimpleType::Kind::date;
                if (name == "time") fresh->kind = SimpleType::Kind::time;
                break;
            }
            auto& one = *static_cast<XSSimpleTypeDefinition*>(at);
            if (fresh->name.empty() && !at->getAnonymous()) fresh->name = name;
            if (!fresh->min_length) fresh->min_length = count(one.getLexicalFacetValue(XSSimpleTypeDefinition::FACET_MINLENGTH));
            if (!fresh->max_length) fresh->max_length = count(one.getLexicalFacetValue(XSSimpleTypeDefinition::FACET_MAXLENGTH));
            if (fresh->min_inclusive.empty())
                fresh->min_inclusive = utf8(one.getLexicalFacetValue(XSSimpleTypeDefinition::FACET_MININCLUSIVE));
            if (fresh->max_inclusive.empty())
                fresh->max_inclusive = utf8(one.getLexicalFacetValue(XSSimpleTypeDefinition::FACET_MAXINCLUSIVE));
            // Xerces cuts a pattern at every '|', inside brackets too.
            if (fresh->pattern.empty()) fresh->pattern = fmt::format("{}", fmt::join(strings(one.getLexicalPattern()), "|"));
            if (fresh->enumeration.empty()) fresh->enumeration = strings(one.getLexicalEnumeration());
            auto* base = at->getBaseType();
            if (base == at) break;
            at = base;
        }
        made = fresh;
        return made;
    }

    std::unordered_map<XSSimpleTypeDefinition*, std::shared_ptr<SimpleType const>> known_;
};

} // namespace

std::map<std::string, ElementOutline, std::less<>> outlines(Grammar const& grammar) {
    std::map<std::string, ElementOutline, std::less<>> made;
    bool changed = false;
    auto* model = grammar.pool().getXSModel(changed);
    auto* elements = model->getComponents(XSConstants::ELEMENT_DECLARATION);
    Maker maker;
    for (XMLSize_t i = 0; elements && i < elements->getLength(); ++i) {
        auto one = maker.element(*static_cast<XSElementDeclaration*>(elements->item(i)), 0);
        auto key = "{" + one.name_space + "}" + one.name;
        made.emplace(std::move(key), std::move(one));
    }
    return made;
}

} // namespace xsd
