#include "xsd/explain.hpp"

#include "xsd/value_fault.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xercesc/framework/XMLAttr.hpp>
#include <xercesc/framework/XMLElementDecl.hpp>
#include <xercesc/framework/XMLErrorCodes.hpp>
#include <xercesc/framework/XMLValidityCodes.hpp>
#include <xercesc/util/RefVectorOf.hpp>
#include <xercesc/util/XMLExceptMsgs.hpp>
#include <xercesc/util/XMLUni.hpp>

#include <algorithm>
#include <map>

namespace xsd {
namespace {

using namespace xercesc;

/// What a fault in well-formedness means, by the code Xerces gives it.
XmlFault malformed(unsigned code, bool open_at_end) {
    auto const again = std::string("Herstel de XML en stuur het bericht opnieuw.");
    switch (code) {
    case XMLErrs::EndedWithTagsOnStack:
    case XMLErrs::UnexpectedEOE:
    case XMLErrs::UnterminatedStartTag:
    case XMLErrs::UnterminatedEndTag:
    case XMLErrs::UnterminatedComment:
    case XMLErrs::UnterminatedCDATASection:
    case XMLErrs::UnterminatedXMLDecl:
    case XMLErrs::PartialTagMarkupError:
        if (open_at_end) return {"Het bericht is afgebroken: dit element is niet afgesloten.", "Stuur het hele bericht opnieuw."};
        return {"Een tag is niet afgesloten.", again};
    case XMLErrs::ExpectedEndOfTagX:
    case XMLErrs::MoreEndThanStartTags:
        if (open_at_end) return {"Het bericht is afgebroken: dit element is niet afgesloten.", "Stuur het hele bericht opnieuw."};
        return {"De eindtag past niet bij het element dat open staat.", "Sluit elk element met zijn eigen eindtag."};
    case XMLErrs::NotValidAfterContent:
    case XMLErrs::ExpectedCommentOrPI: return {"Na het hoofdelement staat nog iets.", "Stuur één bericht per keer, zonder tekst erna."};
    case XMLErrs::InvalidDocumentStructure: return {"Het bericht heeft niet de opbouw van een XML-document.", again};
    case XMLErrs::AttrAlreadyUsedInSTag: return {"Een attribuut staat twee keer in dezelfde tag.", "Laat één van de twee weg."};
    case XMLErrs::UnknownPrefix:
        return {"Een naamruimteprefix is niet gedeclareerd.", "Declareer de prefix met xmlns op het element Bericht."};
    case XMLErrs::NoUseOfxmlnsAsPrefix:
    case XMLErrs::NoUseOfxmlnsURI:
    case XMLErrs::PrefixXMLNotMatchXMLURI:
    case XMLErrs::XMLURINotMatchXMLPrefix:
    case XMLErrs::NoXMLNSAsElementPrefix:
    case XMLErrs::NoEmptyStrNamespace: return {"Een naamruimte is niet op een toegestane manier gedeclareerd.", again};
    case XMLErrs::InvalidCharacter:
    case XMLErrs::InvalidCharacterInAttrValue:
    case XMLErrs::Expected2ndSurrogateChar:
    case XMLErrs::Unexpected2ndSurrogateChar: return {"Hier staat een teken dat in XML niet mag voorkomen.", "Verwijder het teken."};
    case XMLErrs::InvalidCharacterRef:
    case XMLErrs::BadDigitForRadix:
    case XMLErrs::ExpectedNumericalCharRef:
    case XMLErrs::UnterminatedCharRef: return {"Een tekenverwijzing (&#...;) is ongeldig.", "Schrijf het teken zelf."};
    case XMLErrs::EntityNotFound:
    case XMLErrs::ExpectedEntityRefName:
    case XMLErrs::UnterminatedEntityRef:
    case XMLErrs::InvalidEntityRefName:
        return {"Een verwijzing (&...;) is onbekend of niet af.",
                "Gebruik alleen &amp; &lt; &gt; &quot; en &apos;; schrijf een & in tekst als &amp;."};
    case XMLErrs::BadSequenceInCharData: return {"De tekens ]]> mogen niet in tekst staan.", "Schrijf ]]&gt;."};
    case XMLErrs::BracketInAttrValue: return {"Het teken < mag niet in een attribuut staan.", "Schrijf &lt;."};
    default:
        if (open_at_end) return {"Het bericht is afgebroken: dit element is niet afgesloten.", "Stuur het hele bericht opnieuw."};
        return {"Het bericht is hier geen welgevormde XML.", again};
    }
}

class Explainer : public Events {
public:
    Explainer(Parser const& parser, ElementOutline const& root, Prescan const& seen) : parser_(parser), seen_(seen) {
        root_.children.push_back(root);
        stack_.push_back({&root_});
    }

    /// What was found; empty when Xerces had nothing against it.
    model::Findings result() {
        if (!faulty_) return {};
        if (findings_.empty())
            findings_.push_back(schema_finding(stack_.front(), "Het bericht voldoet niet aan het schema.", "", "schema",
                                               "Vergelijk het bericht met het schema van de standaard."));
        return std::move(findings_);
    }

    void startElement(XMLElementDecl const& element, unsigned uri, XMLCh const*, RefVectorOf<XMLAttr> const&, XMLSize_t, bool empty,
                      bool) override {
        if ((++elements_ & 1023U) == 0 && deadline_.passed()) end_with_deadline();
        auto const name = utf8(element.getBaseName());
        auto& parent = stack_.back();
        Frame frame;
        frame.at = here();
        auto const count = ++parent.seen[name];
        frame.path = parent.path + "/" + name;
        if (parent.outline) {
            frame.outline = place(parent, name, parser_.name_space(uri), frame);
            if (frame.outline && frame.outline->max > 1) frame.path += fmt::format("[{}]", count);
            if (attribute_fault_ && frame.outline) add(attribute_finding(frame));
        }
        attribute_fault_ = false;
        stack_.push_back(std::move(frame));
        if (empty) end();
    }

    void endElement(XMLElementDecl const&, unsigned, bool, XMLCh const*) override { end(); }

    void docCharacters(XMLCh const* text, XMLSize_t size, bool) override {
        auto& top = stack_.back();
        if (top.outline && top.outline->simple) append_utf8(top.text, text, size);
    }

    void error(unsigned code, XMLCh const* domain, ErrTypes type, XMLCh const*, XMLCh const*, XMLCh const*, XMLFileLoc line,
               XMLFileLoc column) override {
        if (type == ErrType_Warning) return;
        if (std::u16string_view(domain) == XMLUni::fgExceptDomain && type == ErrType_Error) {
            value(code);
        } else if (std::u16string_view(domain) == XMLUni::fgValidityDomain) {
            validity(code);
        } else if (type == ErrType_Error) {
            faulty_ = true;
            attribute_fault_ = true; // xsi:type with a prefix nobody declared, and the like
        } else {
            faulty_ = true;
            auto& top = stack_.back();
            add(xml_finding(malformed(code, seen_.open_at_end), {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column)},
                            top.path.empty() ? "/" : top.path));
            throw Stop{};
        }
    }

private:
    struct Frame {
        ElementOutline const* outline = nullptr; ///< nullptr: an element the schema does not have here; nothing in it is judged
        std::string path{};
        Position at{};
        std::map<std::string, std::size_t, std::less<>> seen{}; ///< children by name
        std::size_t next = 0;                                   ///< first child of the outline that may still come
        std::size_t times = 0;                                  ///< how often the child at `next` was seen
        std::string text{};
        bool value_fault = false;
        bool other_fault = false;                                  ///< Xerces has something against the structure
        bool told = false;                                         ///< and we have said what
        std::map<std::string, std::size_t, std::less<>> missing{}; ///< finding by name of the child said to be missing
    };

    [[nodiscard]] Position here() const {
        return {static_cast<std::uint32_t>(locator->getLineNumber()), static_cast<std::uint32_t>(locator->getColumnNumber())};
    }

    void add(model::Finding finding) {
        if (findings_.size() < most_findings) findings_.push_back(std::move(finding));
        if (findings_.size() == most_findings) throw Stop{};
    }

    static model::Finding schema_finding(Frame const& frame, std::string melding, std::string grens, std::string bron,
                                         std::string oplossing) {
        model::Finding f;
        f.regel = "XSD";
        f.niveau = model::Niveau::xsd;
        f.plaats.lijn = frame.at.line;
        f.xpath = frame.path.empty() ? "/" : frame.path;
        f.lijn = frame.at.line;
        f.kolom = frame.at.column;
        f.melding = std::move(melding);
        f.grens = std::move(grens);
        f.bron = {"schema", std::move(bron), ""};
        f.oplossing = std::move(oplossing);
        return f;
    }

    static model::Finding attribute_finding(Frame const& frame) {
        return schema_finding(
            frame,
            fmt::format("Het element {} heeft een attribuut dat niet is toegestaan of een verkeerde waarde heeft.", frame.outline->name),
            "geen attributen", frame.outline->name, "Laat het attribuut weg.");
    }

    /// The children that may come next, as a list for a person.
    static std::string expected(Frame const& parent) {
        std::vector<std::string> names;
        auto const& children = parent.outline->children;
        for (auto i = parent.next; i < children.size(); ++i) {
            if (i == parent.next && parent.times >= children[i].max) continue;
            names.push_back(children[i].name);
            if (children[i].min > (i == parent.next ? parent.times : 0)) break;
        }
        return names.empty() ? "geen element meer" : fmt::format("{}", fmt::join(names, " of "));
    }

    void missing(Frame& parent, ElementOutline const& child, Position at) {
        parent.told = true;
        Frame frame;
        frame.path = parent.path + "/" + child.name;
        frame.at = at;
        auto const parent_name = parent.outline->name;
        parent.missing[child.name] = findings_.size();
        add(schema_finding(frame, fmt::format("In {} ontbreekt het verplichte element {}.", parent_name, child.name),
                           child.max > 1 ? fmt::format("ten minste {} keer", child.min) : "precies één keer", parent_name + " sequence",
                           fmt::format("Neem {} op, op zijn plaats in de volgorde van het schema.", child.name)));
    }

    /// Finds where a child belongs in its parent. Says what is wrong with its place; @returns its outline, nullptr when unknown here.
    ElementOutline const* place(Frame& parent, std::string const& name, std::string const& name_space, Frame& frame) {
        auto const& outline = *parent.outline;
        if (outline.opaque) return nullptr;
        if (outline.simple) {
            if (!parent.told) {
                parent.told = true;
                add(schema_finding(frame, fmt::format("In {} mag alleen tekst staan, geen element.", outline.name), "alleen tekst",
                                   outline.simple->name, fmt::format("Zet de waarde van {} als tekst tussen de tags.", outline.name)));
            }
            return nullptr;
        }
        auto const& children = outline.children;
        auto const same = [&](ElementOutline const& child) { return child.name == name && child.name_space == name_space; };
        auto const begin = children.begin() + static_cast<std::ptrdiff_t>(parent.next);
        if (auto const found = std::find_if(begin, children.end(), same); found != children.end()) {
            auto const index = static_cast<std::size_t>(found - children.begin());
            if (index == parent.next) {
                if (++parent.times > found->max) too_many(parent, *found, frame);
            } else {
                require_up_to(parent, index, frame.at);
                parent.next = index;
                parent.times = 1;
            }
            return &*found;
        }
        parent.told = true;
        if (auto const before = std::find_if(children.begin(), begin, same); before != begin) {
            if (auto const said = parent.missing.find(name); said != parent.missing.end()) {
                // It is there after all, only later than it should be: one finding, not two.
                findings_[said->second] =
                    schema_finding(frame, fmt::format("Het element {} staat in {} op de verkeerde plaats.", name, outline.name),
                                   "de volgorde van het schema", outline.name + " sequence",
                                   fmt::format("Zet {} op zijn plaats: {}.", name, order(outline)));
                parent.missing.erase(said);
            } else if (before->max == 1 && parent.seen[name] > 1) {
                too_many(parent, *before, frame);
            } else {
                add(schema_finding(frame, fmt::format("Het element {} staat in {} op de verkeerde plaats.", name, outline.name),
                                   expected(parent), outline.name + " sequence",
                                   fmt::format("Zet {} op zijn plaats: {}.", name, order(outline))));
            }
            return &*before;
        }
        auto const other = std::ranges::find(children, name, &ElementOutline::name);
        if (other != children.end()) {
            add(schema_finding(frame, fmt::format("Het element {} staat in de verkeerde naamruimte.", name), other->name_space,
                               outline.name + " sequence", fmt::format("Geef {} de prefix van {}.", name, other->name_space)));
            auto const index = static_cast<std::size_t>(other - children.begin());
            if (index >= parent.next) {
                // Meant as that element: do not call it missing as well.
                parent.next = index;
                parent.times = std::max<std::size_t>(1, other->min);
            }
        } else {
            add(schema_finding(frame, fmt::format("Het element {} hoort niet in {}.", short_name(name), outline.name), expected(parent),
                               outline.name + " sequence", fmt::format("Laat het element weg, of schrijf {}.", expected(parent))));
        }
        return nullptr;
    }

    /// A name the sender made up: cut, so that a text of ours stays one line.
    static std::string short_name(std::string const& name) { return cut(name, 40); }

    static std::string order(ElementOutline const& outline) {
        std::vector<std::string_view> names;
        for (auto const& child : outline.children) names.push_back(child.name);
        return fmt::format("{}", fmt::join(names, ", "));
    }

    void too_many(Frame& parent, ElementOutline const& child, Frame const& frame) {
        parent.told = true;
        add(schema_finding(frame, fmt::format("Het element {} komt te vaak voor in {}.", child.name, parent.outline->name),
                           fmt::format("ten hoogste {} keer", child.max), parent.outline->name + " sequence",
                           fmt::format("Neem {} ten hoogste {} keer op.", child.name, child.max)));
    }

    /// The elements between `next` and `index` that must have come.
    void require_up_to(Frame& parent, std::size_t index, Position at) {
        auto const& children = parent.outline->children;
        for (auto i = parent.next; i < index; ++i) {
            auto const times = i == parent.next ? parent.times : 0;
            if (times < children[i].min) missing(parent, children[i], at);
        }
    }

    void end() {
        auto& top = stack_.back();
        if (top.outline && !top.outline->simple && !top.outline->opaque) require_up_to(top, top.outline->children.size(), here());
        if (top.outline && top.other_fault && !top.told) {
            add(schema_finding(top, fmt::format("De inhoud van {} voldoet niet aan het schema.", top.outline->name), order(*top.outline),
                               top.outline->name, "Vergelijk het element met het schema van de standaard."));
        }
        auto const told = top.told || top.value_fault;
        stack_.pop_back();
        if (told && !stack_.empty()) stack_.back().told = true;
    }

    /// A text is not of its type: that of the leaf that ends here, or else of an attribute in the tag that comes next.
    void value(unsigned code) {
        auto& top = stack_.back();
        auto const leaf = top.outline && top.outline->simple;
        if (leaf && code == XMLExcepts::VALUE_GT_maxLen && is_short_enough(*top.outline->simple, top.text)) return;
        faulty_ = true;
        if (!leaf) {
            attribute_fault_ = true;
        } else if (!top.value_fault) {
            top.value_fault = true;
            add(value_finding(top));
        }
    }

    /// Xerces counts UTF-16 units against maxLength, the standard counts characters; they differ outside the basic plane. Patterns
    /// it has judged by then, an enumeration not yet.
    static bool is_short_enough(SimpleType const& type, std::string_view text) {
        return type.enumeration.empty() && type.max_length && characters(text) <= *type.max_length;
    }

    void validity(unsigned code) {
        auto& top = stack_.back();
        auto const leaf = top.outline && top.outline->simple;
        switch (code) {
        case XMLValid::AttNotDefined:
        case XMLValid::AttNotDefinedForElement:
        case XMLValid::NoAbstractInXsiType:
        case XMLValid::NoUseAbstractType:
        case XMLValid::BadXsiType:
        case XMLValid::NonDerivedXsiType:
        case XMLValid::TypeNoSubforBlock:
        case XMLValid::NillNotAllowed:
        case XMLValid::NilAttrNotEmpty:
        case XMLValid::ProhibitedAttributePresent:
            faulty_ = true;
            attribute_fault_ = true;
            return;
        case XMLValid::NoCharDataInCM:
            faulty_ = true;
            if (top.outline && !top.value_fault) {
                top.value_fault = true;
                add(schema_finding(top, fmt::format("In {} staat tekst; er mogen alleen elementen in staan.", top.outline->name),
                                   "geen tekst", top.outline->name, "Haal de tekst tussen de elementen weg."));
            }
            return;
        default:
            faulty_ = true;
            if (leaf && code == XMLValid::EmptyNotValidForContent) {
                if (!top.value_fault) {
                    top.value_fault = true;
                    add(value_finding(top));
                }
                return;
            }
            top.other_fault = true;
        }
    }

    static model::Finding value_finding(Frame const& frame) {
        auto const fault = value_fault(frame.outline->name, *frame.outline->simple, frame.text);
        auto f = schema_finding(frame, fault.melding, fault.grens, frame.outline->simple->name + " " + fault.facet, fault.oplossing);
        f.waarde = shown_value(frame.outline->name, *frame.outline->simple, frame.text);
        return f;
    }

    [[noreturn]] void end_with_deadline() {
        faulty_ = true;
        findings_.clear();
        findings_.push_back(xml_finding({"Het controleren van het bericht duurt te lang.",
                                         "Splits het bericht in kleinere berichten.",
                                         "2 seconden rekentijd",
                                         {"lokaal", "grenzen van de XML-lezer", ""}},
                                        here()));
        throw Stop{};
    }

    Parser const& parser_;
    Prescan const& seen_;
    ElementOutline root_; ///< the document: one child, the root element
    std::vector<Frame> stack_;
    model::Findings findings_;
    Deadline deadline_;
    unsigned elements_ = 0;
    bool faulty_ = false;
    bool attribute_fault_ = false; ///< in the start tag that comes next
};

} // namespace

model::Findings explain(SchemaSet::Impl::Bericht const& bericht, Prescan const& seen, std::span<std::byte const> payload) {
    return explain(*bericht.schemas, *bericht.schemas->outline(bericht.name_space, "Bericht"), seen, payload);
}

model::Findings explain(Schemas const& schemas, ElementOutline const& root, Prescan const& seen, std::span<std::byte const> payload) {
    // A parser of its own: one that met faults is thrown away with the names it has learnt.
    Parser parser(schemas.grammar(seen.foreign_bytes));
    Explainer explainer(parser, root, seen);
    try {
        parser.parse(payload, explainer);
    } catch (Stop const&) {
    }
    return explainer.result();
}

} // namespace xsd
