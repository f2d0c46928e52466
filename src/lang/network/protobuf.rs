//! The wire format of protocol buffers, as far as reading one message needs it.

/// The value of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire<'a> {
    /// A variable-length integer.
    Varint(u64),
    /// Eight bytes.
    Fixed64(u64),
    /// Four bytes.
    Fixed32(u32),
    /// A string, a message or a packed list.
    Bytes(&'a [u8]),
}

/// The fields of a message in order, or the offset at which it is broken.
pub fn fields(bytes: &[u8]) -> Result<Vec<(u64, Wire<'_>)>, usize> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let at = bytes.len() - rest.len();
        out.push(field(&mut rest).ok_or(at)?);
    }
    Ok(out)
}

fn field<'a>(rest: &mut &'a [u8]) -> Option<(u64, Wire<'a>)> {
    let key = varint(rest)?;
    let value = match key & 7 {
        0 => Wire::Varint(varint(rest)?),
        1 => Wire::Fixed64(u64::from_le_bytes(take(rest, 8)?.try_into().ok()?)),
        2 => {
            let length = usize::try_from(varint(rest)?).ok()?;
            Wire::Bytes(take(rest, length)?)
        }
        5 => Wire::Fixed32(u32::from_le_bytes(take(rest, 4)?.try_into().ok()?)),
        _ => return None,
    };
    (key >> 3 > 0).then_some((key >> 3, value))
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (head, tail) = rest.split_at_checked(length)?;
    *rest = tail;
    Some(head)
}

/// The next variable-length integer; `None` at the end of the bytes or beyond 64 bits.
fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = *take(rest, 1)?.first()?;
        let part = u64::from(byte & 0x7f);
        if shift == 63 && part > 1 {
            return None;
        }
        value |= part << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// A packed list of variable-length integers.
pub fn varints(mut bytes: &[u8]) -> Option<Vec<u64>> {
    let mut out = Vec::new();
    while !bytes.is_empty() {
        out.push(varint(&mut bytes)?);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_fields() {
        let bytes = [0x08, 0x96, 0x01, 0x12, 0x02, b'h', b'i', 0x1d, 1, 0, 0, 0];
        let expected = vec![
            (1, Wire::Varint(150)),
            (2, Wire::Bytes(b"hi")),
            (3, Wire::Fixed32(1)),
        ];
        assert_eq!(fields(&bytes), Ok(expected));
        // Truncated anywhere inside a field, it is refused there and nothing panics.
        assert_eq!(fields(&bytes[..6]), Err(3));
        assert_eq!(fields(&bytes[..2]), Err(0));
        assert_eq!(fields(&[0x0b]), Err(0));
        assert_eq!(
            fields(&[
                0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02
            ]),
            Err(0)
        );
        assert_eq!(varints(&[0x96, 0x01, 0x05]), Some(vec![150, 5]));
        assert_eq!(varints(&[0x96]), None);
    }
}
