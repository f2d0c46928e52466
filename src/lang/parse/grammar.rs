//! The parser that pest derives from `grammar/`, and how its rules are called when one is missing.

#![allow(missing_docs)]

use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "grammar/expr.pest"]
#[grammar = "grammar/map.pest"]
pub struct MapParser;

pub type Pair<'a> = pest::iterators::Pair<'a, Rule>;

/// Punctuation and keywords: they shape the tree but are not part of it.
pub fn is_mark(rule: Rule) -> bool {
    use Rule::*;
    matches!(
        rule,
        comma
            | lparen
            | rparen
            | lbracket
            | rbracket
            | lbrace
            | rbrace
            | equals
            | arrow
            | colon
            | dots
            | caret
            | EOI
    ) || keyword(rule).is_some() && !matches!(rule, kw_not | kw_auto | kw_period | kw_gap)
}

/// The word of a keyword rule.
pub fn keyword(rule: Rule) -> Option<&'static str> {
    use Rule::*;
    Some(match rule {
        kw_title => "title",
        kw_author => "author",
        kw_include => "include",
        kw_let => "let",
        kw_map => "map",
        kw_orbit => "orbit",
        kw_assume => "assume",
        kw_certify => "certify",
        kw_claim => "claim",
        kw_table => "table",
        kw_notation => "notation",
        kw_root => "root",
        kw_of => "of",
        kw_in => "in",
        kw_on => "on",
        kw_for => "for",
        kw_not => "not",
        kw_cycle => "cycle",
        kw_pattern => "pattern",
        kw_polynomial => "polynomial",
        kw_network => "network",
        kw_lipschitz => "lipschitz",
        kw_period => "period",
        kw_gap => "gap",
        kw_iterates => "iterates",
        kw_depths => "depths",
        kw_norms => "norms",
        kw_units => "units",
        kw_pictures => "pictures",
        kw_detail => "detail",
        kw_between => "between",
        kw_auto => "auto",
        kw_tolerance => "tolerance",
        kw_step => "step",
        kw_columns => "columns",
        kw_caption => "caption",
        kw_label => "label",
        kw_note => "note",
        kw_group => "group",
        kw_sort => "sort",
        kw_by => "by",
        _ => return None,
    })
}

/// The keywords that a rule may begin with.
pub fn openers(rule: Rule) -> &'static [Rule] {
    use Rule::*;
    match rule {
        rescale | formulas => &[kw_on],
        root_of => &[kw_root],
        cycle => &[kw_cycle],
        pattern => &[kw_pattern],
        polynomial => &[kw_polynomial],
        network => &[kw_network],
        lipschitz => &[kw_lipschitz],
        assume_field => &[kw_period, kw_gap, kw_lipschitz],
        iterates => &[kw_iterates],
        depths => &[kw_depths],
        norms => &[kw_norms],
        units => &[kw_units],
        pictures => &[kw_pictures],
        detail => &[kw_detail],
        between => &[kw_between],
        tolerance => &[kw_tolerance],
        table_map => &[kw_map],
        columns => &[kw_columns],
        caption => &[kw_caption],
        label => &[kw_label],
        note => &[kw_note],
        group_by => &[kw_group],
        sort_by => &[kw_sort],
        _ => &[],
    }
}

/// What to call a rule that was expected, or `None` for rules that need no mention.
pub fn description(rule: Rule) -> Option<&'static str> {
    use Rule::*;
    Some(match rule {
        number | operand_name | minus | expr | term | unary | power | exponent | call | group
        | chain | negated | statement_of_claim | vertex => "an expression",
        add_op | mul_op | caret => "an operator",
        relation => "a relation",
        comma => "`,`",
        lparen | arguments => "`(`",
        rparen => "`)`",
        lbracket | interval | list | pattern => "`[`",
        rbracket => "`]`",
        lbrace | vertices => "`{`",
        rbrace => "`}`",
        equals | assigned => "`=`",
        arrow => "`->`",
        colon => "`:`",
        dots => "`..`",
        formula => "an interval",
        name | binding => "a name",
        symbol | symbol_name | word => "a word",
        norm_word => "a norm",
        string => "a text in quotes",
        digits => "a number of decimals",
        argument | named | arg_name => "an argument",
        constructor => "a map",
        ranges | range => "a number",
        column => "a column",
        EOI => "the end of the statement",
        _ => return None,
    })
}
