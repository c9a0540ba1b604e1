import com.sun.org.apache.xml.internal.security.Init;
import com.sun.org.apache.xml.internal.security.c14n.Canonicalizer;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The JDK's canonical forms of elements. Each line of the file that is given holds, tab separated, a document's path, the
 * algorithm's URI, the prefix list and the element's Id; each answer is its length in four octets and the form.
 */
public final class CanonicalForms {
    public static void main(String[] args) throws Exception {
        Init.init();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        DataOutputStream output = new DataOutputStream(new BufferedOutputStream(System.out));
        String parsed = "";
        Document document = null;
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            String[] parts = line.split("\t", -1);
            if (!parts[0].equals(parsed)) {
                parsed = parts[0];
                document = factory.newDocumentBuilder().parse(new File(parsed));
            }
            Element node = find(document.getDocumentElement(), parts[3]);
            Canonicalizer canonicalizer = Canonicalizer.getInstance(parts[1]);
            ByteArrayOutputStream form = new ByteArrayOutputStream();
            if (parts[2].isEmpty()) canonicalizer.canonicalizeSubtree(node, form);
            else canonicalizer.canonicalizeSubtree(node, parts[2], form);
            output.writeInt(form.size());
            form.writeTo(output);
        }
        output.flush();
    }

    private static Element find(Element element, String id) {
        if (element.getAttributeNS(null, "Id").equals(id)) return element;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            Element found = child instanceof Element e ? find(e, id) : null;
            if (found != null) return found;
        }
        return null;
    }
}
